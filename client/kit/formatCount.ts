/** Numbers are written one way: notes that the server makes read as the page around them does. */
export { counted, formatCount } from '../../shared/net/formatCount.ts';
