/** A user as upstream knows them. Source: GET /users/me. */
export interface Profile {
  readonly id: string;
  readonly email?: string;
}
