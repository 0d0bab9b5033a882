//! What every operation is given: the database, the time, new ids and secrets, and who is acting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::calendar;
use domain::ids::{Id, PersonId};
use domain::programmes::Catalogue;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store::Db;

use crate::jobs::UnderWay;
use crate::kept::Keeping;

/// Where the time comes from.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// A clock that stands still until it is moved: for tests and for making the demo's past.
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at an instant.
    pub fn held_at(at: Timestamp) -> Self {
        Self::Held(Arc::new(AtomicI64::new(at.as_microsecond())))
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is where the time comes in")]
            Self::System => Timestamp::now(),
            Self::Held(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::Relaxed)).expect("set from a timestamp")
            }
        }
    }

    /// Moves a held clock; the computer's clock cannot be moved.
    pub fn move_to(&self, at: Timestamp) {
        if let Self::Held(micros) = self {
            micros.store(at.as_microsecond(), Ordering::Relaxed);
        }
    }
}

/// Where ids and secrets come from.
#[derive(Debug, Clone)]
enum Chance {
    /// The operating system.
    System,
    /// A counter: the same ids and secrets every time, for the demo's past and for tests. Guards nothing real.
    Counted(Arc<AtomicU64>),
}

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    Person(PersonId),
    /// The product itself, on a schedule or at a command.
    System,
}

impl Actor {
    /// The person, if it is one.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person),
            Self::System => None,
        }
    }
}

/// What every operation is given.
#[derive(Debug, Clone)]
pub struct Context {
    pub db: Db,
    pub clock: Clock,
    /// The programmes at hand.
    pub programmes: Arc<Catalogue>,
    /// Where people reach this installation, without a slash at the end: `https://alongside.example.nhs.uk`. For links
    /// in letters.
    pub address: Arc<str>,
    /// Where files go that people add.
    pub keeping: Arc<Keeping>,
    pub(crate) under_way: Arc<UnderWay>,
    chance: Chance,
}

/// Where an installation is reached that was not told its address.
const LOCAL_ADDRESS: &str = "http://localhost:8080";

impl Context {
    /// A context on a database, with the computer's clock and randomness and the programmes that ship.
    pub fn new(db: Db) -> Self {
        Self {
            db,
            clock: Clock::System,
            programmes: Arc::new(domain::programmes::shipped().clone()),
            address: LOCAL_ADDRESS.into(),
            keeping: Arc::default(),
            under_way: Arc::default(),
            chance: Chance::System,
        }
    }

    /// A context whose time stands still and whose ids are counted: the same every time.
    pub fn held(db: Db, at: Timestamp) -> Self {
        Self { clock: Clock::held_at(at), chance: Chance::Counted(Arc::new(AtomicU64::new(1))), ..Self::new(db) }
    }

    /// The same context with these programmes at hand.
    #[must_use]
    pub fn with_programmes(mut self, programmes: impl Into<Arc<Catalogue>>) -> Self {
        self.programmes = programmes.into();
        self
    }

    /// The same context for an installation that keeps files this way.
    #[must_use]
    pub fn keeping_files(mut self, keeping: Keeping) -> Self {
        self.keeping = Arc::new(keeping);
        self
    }

    /// The same context for an installation that is reached at this address.
    #[must_use]
    pub fn reached_at(mut self, address: &str) -> Self {
        self.address = address.trim_end_matches('/').into();
        self
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today's date in the organisations' time zone.
    pub fn today(&self) -> Date {
        calendar::date_of(self.now())
    }

    /// A new identifier (UUIDv7: later ones sort later).
    pub fn new_id<I: Id>(&self) -> I {
        let millis = self.now().as_millisecond().unsigned_abs();
        let random = match &self.chance {
            Chance::System => self.random(),
            Chance::Counted(counter) => {
                let mut bytes = [0; 10];
                bytes[2..].copy_from_slice(&counter.fetch_add(1, Ordering::Relaxed).to_be_bytes());
                bytes
            }
        };
        I::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// 256 random bits for a session or a link, in hexadecimal. Only its hash is stored.
    pub fn new_secret(&self) -> String {
        let bytes: [u8; 32] = match &self.chance {
            Chance::System => self.random(),
            Chance::Counted(counter) => Sha256::digest(counter.fetch_add(1, Ordering::Relaxed).to_be_bytes()).into(),
        };
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }
}
