//! A bucket that is not here as the server has it, written anew.

use crate::book::Book;
use crate::clerk;
use crate::delivery::PullRound;
use crate::district;
use crate::error::Result;
use crate::held;
use crate::meta;
use crate::overlay;
use crate::replica::{Applied, Page, PageWriter};
use crate::row;
use crate::store::sql;
use casework::{CaseId, Moment};
use protocol::digest::Bucket;
use rusqlite::params;

impl Book {
    /// Writes a bucket as it stands now, whatever stood here. What is gone from it
    /// leaves with the next pull: it may stand in another scope by then.
    pub fn apply_bucket(
        &self,
        round: &PullRound,
        bucket: &Bucket,
        page: Page,
        at: Moment,
    ) -> Result<Applied> {
        let mut writer = self.background();
        let mut district = self.district();
        let mut applied = Applied::default();
        let tx = writer.transaction()?;
        if meta::number(&tx, meta::GENERATION)? != round.generation {
            return Ok(applied);
        }
        let office = clerk::person(&tx)?.office;
        let mut page_writer = PageWriter::new(&tx, round, false, office, at)?;
        page_writer.clear(bucket)?;
        for change in &page.changes {
            page_writer.write(change, &mut applied)?;
        }
        held::drop_unscoped(&tx)?;
        if applied.district {
            district = district::load(&tx)?;
        }
        for case in page_writer.finish(applied.district)? {
            overlay::refresh(&tx, case, &district)?;
        }
        tx.commit()?;
        drop(writer);
        if applied.district {
            self.set_district(district);
        }
        Ok(applied)
    }
}

impl PageWriter<'_> {
    /// Nothing of the bucket stands in its scope any more.
    fn clear(&mut self, bucket: &Bucket) -> Result<()> {
        let scope = self.scope(&bucket.scope)?;
        match bucket.kind.as_str() {
            "case" => {
                let (after, up_to) = bucket.keys.unwrap_or((0, i64::MAX));
                for query in [
                    sql!("overwrite_bucket"),
                    sql!("bucket_leaves"),
                    sql!("forget_bucket"),
                ] {
                    self.db
                        .prepare_cached(query)?
                        .execute(params![scope, after, up_to])?;
                }
            }
            "held" => {
                let mut statement = self.db.prepare_cached(sql!("cases_held_in_scope"))?;
                let cases = statement.query_map([scope], |row| row::uuid(row, "case_id"))?;
                for case in cases {
                    self.touched.insert(CaseId(case?));
                }
                self.db
                    .prepare_cached(sql!("forget_scope_held"))?
                    .execute([scope])?;
            }
            _ => {}
        }
        Ok(())
    }
}
