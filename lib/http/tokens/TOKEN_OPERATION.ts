/** What errors of every token source call what was asked. */
export const TOKEN_OPERATION = 'get token';
