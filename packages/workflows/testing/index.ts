export { markedMinutes, type MarkedMinutes, type MarkedUndertaking } from './minutes.js';
