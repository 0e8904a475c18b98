export * from './dates';
export * from './due';
export * from './errors';
export * from './names';
export * from './sync';
export * from './timeline';
