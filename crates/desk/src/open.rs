//! An opened store with its person and its way to the server: what every
//! command works on.

use crate::host::Host;
use casebook::{Book, District};
use casework::{Action, ActionId, Actor, Case, Context, Moment, OfficeId, decide};
use chrono::NaiveDate;
use protocol::directory::Office;
use std::sync::Arc;

#[derive(Clone)]
pub struct Open {
    pub book: Arc<Book>,
    pub person: Actor,
    pub(crate) host: Arc<dyn Host>,
    pub(crate) engine: Arc<crate::syncing::Engine>,
}

impl Open {
    pub fn now(&self) -> Moment {
        self.host.now()
    }

    /// Today's China date by this computer's clock.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    pub fn office(&self, id: Option<&OfficeId>) -> Option<Office> {
        self.book.district().directory.office(id?).cloned()
    }

    /// 白鹤街道; the id where the directory has not come yet.
    pub fn office_name(&self, id: Option<&OfficeId>) -> String {
        let name = self.office(id).map(|office| office.name);
        name.or_else(|| id.map(ToString::to_string))
            .unwrap_or_else(|| "受理中心".into())
    }

    /// Says no before anything is copied or written.
    pub fn refuse_early(
        &self,
        case: &Case,
        action: &Action,
        id: ActionId,
    ) -> Result<(), casework::Refusal> {
        let district = self.book.district();
        let context = Context {
            action: Some(id),
            ..self.context(&district)
        };
        decide(case, action, &self.person, &context).map(drop)
    }

    /// What the rulebook knows here: this machine's clock, and no document number.
    pub fn context<'a>(&self, district: &'a District) -> Context<'a> {
        Context {
            now: self.now(),
            calendar: &district.calendar,
            rules: &district.rules,
            number: None,
            action: None,
            device_at: None,
            office_phones: district.directory.phones(),
        }
    }
}
