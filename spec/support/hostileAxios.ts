import { create, type AxiosInstance } from 'axios';

/** An instance whose every setting asks for trouble; the port must not let it have any. */
export function hostileAxios(): AxiosInstance {
  const axios = create({
    baseURL: 'http://127.0.0.1:9/elsewhere',
    allowAbsoluteUrls: false,
    maxRedirects: 20,
    timeout: 1,
    maxContentLength: -1,
    maxRate: 1,
    responseType: 'json',
    responseEncoding: 'latin1',
    decompress: false,
    params: { injected: 'yes' },
    auth: { username: 'someone', password: 'else' },
    proxy: { host: '127.0.0.1', port: 9 },
    socketPath: '/nowhere',
    transformRequest: () => 'replaced',
    transformResponse: () => {
      throw new Error('a transform ran');
    },
    validateStatus: () => false,
    beforeRedirect: () => {
      throw new Error('a redirect was followed');
    },
  });
  axios.interceptors.request.use((config) =>
    Object.assign(config, {
      method: 'delete',
      data: 'replaced',
      maxRedirects: 20,
      proxy: { host: '127.0.0.1', port: 9 },
      signal: undefined,
      timeout: 1,
      maxContentLength: -1,
      responseType: 'text',
      transformResponse: () => 'replaced',
      validateStatus: () => false,
    }),
  );
  axios.interceptors.response.use((response) => Object.assign(response, { status: 999, data: 'replaced' }));
  return axios;
}
