//! The order of faces on another machine. A letter is printed by the centre and looked at on a desk: both must set it in
//! the same faces, or lines and pages break elsewhere.

use std::collections::BTreeMap;

use super::{Face, FaceId, FontSet, Role};

/// By the role's code: the marks of its faces, the most wanted first.
pub type Order = BTreeMap<String, Vec<String>>;

/// How far a letter looks here as it does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Every face is here.
    Same,
    /// The role's own face is here; another that serves what it lacks is not.
    ButRare,
    /// The role's own face is not.
    Other,
}

impl FontSet {
    pub fn order(&self) -> Order {
        let marks = |role: &Role| self.chain(*role).iter().map(|id| self.mark(*id)).collect();
        Role::ALL
            .iter()
            .map(|role| (role.code().to_owned(), marks(role)))
            .collect()
    }

    /// The faces of `order`, and no others where all are here: what cannot be printed there is not shown here. Where some
    /// are missing, those that are here come first, then ours; another version of a face is nearer than another face.
    pub fn ordered_as(mut self, order: &Order) -> FontSet {
        for role in Role::ALL {
            let Some(wanted) = order.get(role.code()) else {
                continue;
            };
            let nearest = |mark: &String| self.with_mark(mark).or_else(|| self.of_name(mark));
            let theirs = wanted.iter().filter_map(nearest);
            let ours = match self.agreement(role, order) {
                Some(Agreement::Same) => &[],
                _ => self.chain(role),
            };
            let mut chain: Vec<FaceId> = Vec::new();
            for face in theirs.chain(ours.iter().copied()) {
                if !chain.contains(&face) {
                    chain.push(face);
                }
            }
            self.chains[role as usize] = chain;
        }
        self
    }

    /// Nothing where the order says nothing of the role.
    pub fn agreement(&self, role: Role, order: &Order) -> Option<Agreement> {
        let wanted = order.get(role.code())?;
        let first = wanted.first()?;
        let here = |mark: &String| self.with_mark(mark).is_some();
        Some(match (here(first), wanted.iter().all(here)) {
            (_, true) => Agreement::Same,
            (true, false) => Agreement::ButRare,
            (false, false) => Agreement::Other,
        })
    }

    fn with_mark(&self, mark: &str) -> Option<FaceId> {
        let at = self.faces.iter().position(|face| face.mark() == mark)?;
        Some(FaceId(at))
    }

    /// Another version of a face.
    fn of_name(&self, mark: &str) -> Option<FaceId> {
        let (name, _) = mark.split_once(' ').filter(|(name, _)| !name.is_empty())?;
        let named = |face: &Face| face.mark().split_once(' ').is_some_and(|(n, _)| n == name);
        self.faces.iter().position(named).map(FaceId)
    }

    fn mark(&self, id: FaceId) -> String {
        self.face(id).mark().to_owned()
    }
}
