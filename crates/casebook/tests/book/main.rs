//! What the store promises, tried through its public calls.

mod confirming;
mod delivering;
mod drafts;
mod exporting;
mod finding;
mod following_up;
mod growing;
mod listing;
mod opening;
mod photos;
mod pulling;
mod support;
