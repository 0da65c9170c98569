/** No connection was made, or not to whom the certificate should name: nothing can have been handed over. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|UND_ERR_CONNECT)/;

/** Whether a request over HTTP certainly never left this machine, by the code of what went wrong. */
export function neverLeft(code: string): boolean {
  return neverConnected.test(code);
}
