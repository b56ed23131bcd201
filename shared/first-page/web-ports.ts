/** The doors that a web page is served at. */
export const WEB_PORTS = [80, 443] as const;
export type WebPort = (typeof WEB_PORTS)[number];
