//! The rulebook: what a case is, who may do what with it, and by when.
//!
//! `decide(&Case, Action, &Actor, &Context)` says which events an action
//! brings about or why not; `evolve` folds an event into the case. Desk and
//! server run this same code over the same events. Nothing here does IO,
//! reads a clock or draws a random number: those come in by [`Context`].

pub mod action;
pub mod calendar;
pub mod case;
pub mod changes;
pub mod clocks;
pub mod deadline;
pub mod decide;
pub mod escalation;
pub mod event;
pub mod evolve;
pub mod ids;
pub mod joint;
pub mod letter;
pub mod lint;
pub mod mask;
pub mod moment;
pub mod rates;
pub mod refusal;
pub mod role;
pub mod rules;
pub mod summary;
pub mod templates;

pub use action::{Action, ClosingForm, Registration, ReplyBy};
pub use calendar::{Arrangement, Calendar};
pub use case::{Case, State};
pub use deadline::Due;
pub use decide::{Context, acts, calendar_changed, decide, register};
pub use event::{Event, EventKind, VisitRecord};
pub use evolve::{evolve, fold};
pub use ids::{ActionId, CaseId, LetterId, OfficeId, UserId};
pub use moment::Moment;
pub use refusal::Refusal;
pub use role::{Actor, Role};
pub use rules::Rules;
pub use summary::Summary;
