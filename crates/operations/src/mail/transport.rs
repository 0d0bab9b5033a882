//! The way to the mail server (RFC 5321), if there is one.

use lettre::message::Mailbox;
use lettre::transport::smtp::response::{Category, Severity};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use store::mail::Taken;

use super::message::message;

/// How letters leave the house.
#[derive(Clone)]
pub enum Transport {
    /// They do not: they stay in the outbox, to be read there (the demo).
    None,
    /// Over SMTP, from one address.
    Smtp { mailer: AsyncSmtpTransport<Tokio1Executor>, from: Mailbox },
}

/// The settings of the mail server do not say where it is.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    #[error(
        "the mail server's address is not one like smtps://user:password@host:465 or smtp://host:587?tls=required: {0}"
    )]
    Server(#[from] lettre::transport::smtp::Error),
    #[error("the sender is not an address like Alongside <alongside@example.nhs.uk>: {0}")]
    Sender(#[from] lettre::address::AddressError),
}

/// Why a letter was not taken by the server.
pub(super) struct Problem {
    pub what: String,
    /// The server will never take it.
    pub is_final: bool,
}

impl Transport {
    /// A transport to the server named by an address such as `smtps://user:password@host:465`,
    /// `smtp://host:587?tls=required` or, on one's own computer, `smtp://localhost:25`.
    ///
    /// # Errors
    /// The address or the sender cannot be read.
    pub fn smtp(server: &str, from: &str) -> Result<Self, BadSettings> {
        let mailer = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)?
            .timeout(Some(std::time::Duration::from_secs(30)))
            .build();
        Ok(Self::Smtp { mailer, from: from.parse()? })
    }

    /// Do letters stay in the outbox?
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    pub(super) async fn send(&self, letter: &Taken) -> Result<(), Problem> {
        let Self::Smtp { mailer, from } = self else { return Ok(()) };
        let message = message(letter, from).map_err(|what| Problem { what, is_final: true })?;
        mailer.send(message).await.map(|_| ()).map_err(|error| {
            // 55x speaks of the letter or its recipient; 53x of who we are, which an administrator can put right.
            let is_final = error.is_permanent()
                && error.status().is_some_and(|code| {
                    code.severity == Severity::PermanentNegativeCompletion && code.category == Category::MailSystem
                });
            Problem { what: error.to_string(), is_final }
        })
    }
}
