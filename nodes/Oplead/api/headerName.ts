/** What may be the name of a header (RFC 9110): n8n would fail with any other, as if Oplead had not answered. */
export const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
