//! Statements as text: one text for both engines, with numbered placeholders, values bound by the domain's own types,
//! and columns read back as them. For the rooms of this crate only.

use domain::ids::{self, Id};
use domain::keys;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

use crate::convert;
use crate::db::{Fault, Tx};
use crate::dialect;

/// A value of the domain as the database binds it.
pub(crate) trait Bound {
    fn bind(&self) -> Value;
    /// The absence of a value of this type; PostgreSQL wants to know the type of a null.
    fn null() -> Value;
}

impl<T: Bound> Bound for Option<T> {
    fn bind(&self) -> Value {
        self.as_ref().map_or_else(T::null, T::bind)
    }

    fn null() -> Value {
        T::null()
    }
}

impl<T: Bound> Bound for &T {
    fn bind(&self) -> Value {
        (*self).bind()
    }

    fn null() -> Value {
        T::null()
    }
}

impl Bound for &str {
    fn bind(&self) -> Value {
        Value::String(Some((*self).to_owned()))
    }

    fn null() -> Value {
        Value::String(None)
    }
}

macro_rules! bound {
    ($($type:ty => |$value:ident| $bind:expr, $null:expr;)+) => {$(
        impl Bound for $type {
            fn bind(&self) -> Value {
                let $value = self;
                $bind
            }

            fn null() -> Value {
                $null
            }
        }
    )+};
}

bound! {
    String => |value| Value::String(Some(value.clone())), Value::String(None);
    bool => |value| Value::Bool(Some(*value)), Value::Bool(None);
    i32 => |value| Value::Int(Some(*value)), Value::Int(None);
    i64 => |value| Value::BigInt(Some(*value)), Value::BigInt(None);
    Vec<u8> => |value| Value::Bytes(Some(value.clone())), Value::Bytes(None);
    serde_json::Value => |value| Value::Json(Some(Box::new(value.clone()))), Value::Json(None);
    Timestamp => |value| Value::ChronoDateTimeUtc(Some(convert::to_db_time(*value))), Value::ChronoDateTimeUtc(None);
    Date => |value| Value::ChronoDate(Some(convert::to_db_date(*value))), Value::ChronoDate(None);
    uuid::Uuid => |value| Value::Uuid(Some(*value)), Value::Uuid(None);
}

macro_rules! bound_ids {
    ($($id:ident),+ $(,)?) => {$(bound! { ids::$id => |value| Value::Uuid(Some(value.uuid())), Value::Uuid(None); })+};
}

bound_ids! {
    AbsenceId, AgendaPointId, AmendmentId, AppointmentId, AskingId, BroughtId, CandidacyId, ConsentId, ContentId,
    DoubtId, EmploymentId, EventId, EvidenceId, ExceptionId, FileId, GovernanceEntryId, GroupingId, JobId, JourneyId,
    JudgementId, LearningId, LeaveId, MailId, MatchingRunId, MeetingId, MessageId, NoticeId, OrganisationId,
    OutsiderId, PairingId, PauseId, PersonId, PlacementId, PostId, ProposalId, RecordId, ReflectionId, SeriesId,
    SessionId, ShareId, SignatureId, SilenceId, TakeawayId, ThreadId, TimeLineId, TimePlanId, UploadId,
}

bound_ids! { ChangeRequestId, CompletionId, CoverId, EndingId, HandoverId }
bound_ids! { PlanItemId, PlanNoteId }

macro_rules! bound_keys {
    ($($key:ident),+ $(,)?) => {$(
        bound! { keys::$key => |value| Value::String(Some(value.as_str().to_owned())), Value::String(None); }
    )+};
}

bound_keys! {
    AssessmentKey, ContextKey, DocumentKey, ExpectationKey, FactKey, FamilyKey, FieldKey, FormKey, GovernanceKey,
    GuideKey, ItemKey, LeaveKey, MeetingKey, MovementKey, OfficeKey, OutcomeKey, ProfessionKey, ProgrammeKey,
    RegulatorKey, RoleKey, RotaKey, SectorKey, StageKey, StandardSetKey, TrainingKey, TransitionKey,
}

bound_keys! { AreaKey, WayKey }

/// `params![a, b, c]`: values for the placeholders `$1`, `$2`, `$3`.
macro_rules! params {
    ($($value:expr),* $(,)?) => { [$($crate::sql::Bound::bind(&$value)),*] };
}
pub(crate) use params;

fn statement(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    let (text, values): (String, Vec<Value>) = (text.into(), values.into_iter().collect());
    let text = if values.len() < BULK { text } else { dialect::quick_placeholders(connection, text) };
    Statement::from_sql_and_values(connection.get_database_backend(), text, values)
}

/// From this many values on, how placeholders are written begins to cost.
const BULK: usize = 100;

/// All rows of a query.
pub(crate) async fn all(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, Fault> {
    Ok(connection.query_all_raw(statement(connection, text, values)).await?)
}

/// The first row of a query, if there is one.
pub(crate) async fn first(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, Fault> {
    Ok(connection.query_one_raw(statement(connection, text, values)).await?)
}

/// The first column, named `n`, of a counting query.
pub(crate) async fn count(
    connection: &impl ConnectionTrait,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<i64, Fault> {
    let row = first(connection, text, values).await?;
    row.map_or(Ok(0), |row| Ok(row.try_get("", "n")?))
}

/// Changes rows; returns how many.
pub(crate) async fn change(
    tx: &Tx,
    text: impl Into<String>,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, Fault> {
    Ok(tx.execute_raw(statement(tx, text, values)).await?.rows_affected())
}

/// `($1, $2), ($3, $4)`: placeholders for several rows of so many columns, counted from one.
pub(crate) fn rows_of(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                text.push_str(", ");
            }
            text.push('$');
            text.push_str(&(row * columns + column + 1).to_string());
        }
        text.push(')');
    }
    text
}

/// `$4, $5, $6`: placeholders for a list of so many values, after so many others.
pub(crate) fn list_after(others: usize, length: usize) -> String {
    (1..=length).map(|n| format!("${}", others + n)).collect::<Vec<_>>().join(", ")
}

/// Columns read as the domain's types.
pub(crate) trait Row {
    fn id<I: Id>(&self, column: &str) -> Result<I, Fault>;
    fn id_maybe<I: Id>(&self, column: &str) -> Result<Option<I>, Fault>;
    fn text(&self, column: &str) -> Result<String, Fault>;
    fn text_maybe(&self, column: &str) -> Result<Option<String>, Fault>;
    /// Text that the domain wrote, parsed back into its type.
    fn parsed<T: std::str::FromStr>(&self, column: &str) -> Result<T, Fault>;
    fn parsed_maybe<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, Fault>;
    fn int(&self, column: &str) -> Result<i32, Fault>;
    fn int_maybe(&self, column: &str) -> Result<Option<i32>, Fault>;
    fn big(&self, column: &str) -> Result<i64, Fault>;
    fn big_maybe(&self, column: &str) -> Result<Option<i64>, Fault>;
    fn flag(&self, column: &str) -> Result<bool, Fault>;
    fn at(&self, column: &str) -> Result<Timestamp, Fault>;
    fn at_maybe(&self, column: &str) -> Result<Option<Timestamp>, Fault>;
    fn on(&self, column: &str) -> Result<Date, Fault>;
    fn on_maybe(&self, column: &str) -> Result<Option<Date>, Fault>;
    fn json(&self, column: &str) -> Result<serde_json::Value, Fault>;
    fn json_maybe(&self, column: &str) -> Result<Option<serde_json::Value>, Fault>;
    fn bytes(&self, column: &str) -> Result<Vec<u8>, Fault>;
    fn bytes_maybe(&self, column: &str) -> Result<Option<Vec<u8>>, Fault>;
}

impl Row for QueryResult {
    fn id<I: Id>(&self, column: &str) -> Result<I, Fault> {
        Ok(I::from_uuid(self.try_get("", column)?))
    }

    fn id_maybe<I: Id>(&self, column: &str) -> Result<Option<I>, Fault> {
        Ok(self.try_get::<Option<uuid::Uuid>>("", column)?.map(I::from_uuid))
    }

    fn text(&self, column: &str) -> Result<String, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn text_maybe(&self, column: &str) -> Result<Option<String>, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn parsed<T: std::str::FromStr>(&self, column: &str) -> Result<T, Fault> {
        convert::parsed(&self.text(column)?)
    }

    fn parsed_maybe<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, Fault> {
        self.text_maybe(column)?.map(|text| convert::parsed(&text)).transpose()
    }

    fn int(&self, column: &str) -> Result<i32, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn int_maybe(&self, column: &str) -> Result<Option<i32>, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn big(&self, column: &str) -> Result<i64, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn big_maybe(&self, column: &str) -> Result<Option<i64>, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn flag(&self, column: &str) -> Result<bool, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn at(&self, column: &str) -> Result<Timestamp, Fault> {
        Ok(convert::from_db_time(self.try_get("", column)?))
    }

    fn at_maybe(&self, column: &str) -> Result<Option<Timestamp>, Fault> {
        Ok(self.try_get::<Option<chrono::DateTime<chrono::Utc>>>("", column)?.map(convert::from_db_time))
    }

    fn on(&self, column: &str) -> Result<Date, Fault> {
        Ok(convert::from_db_date(self.try_get("", column)?))
    }

    fn on_maybe(&self, column: &str) -> Result<Option<Date>, Fault> {
        Ok(self.try_get::<Option<chrono::NaiveDate>>("", column)?.map(convert::from_db_date))
    }

    fn json(&self, column: &str) -> Result<serde_json::Value, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn json_maybe(&self, column: &str) -> Result<Option<serde_json::Value>, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn bytes(&self, column: &str) -> Result<Vec<u8>, Fault> {
        Ok(self.try_get("", column)?)
    }

    fn bytes_maybe(&self, column: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.try_get("", column)?)
    }
}
