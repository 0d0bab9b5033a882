//! A mail server that keeps what it is given (RFC 5321, as much as a well-behaved client needs), for tests.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A message as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, lines ending in `\n`.
    pub message: String,
}

/// A mail server on a free port of this computer, for as long as the test runs.
#[derive(Debug, Clone)]
pub struct MailServer {
    port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    mood: Arc<Mutex<Mood>>,
}

/// How the server answers a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Takes,
    /// “Try again later.”
    Busy,
    /// “There is no such mailbox.”
    Refuses,
}

impl MailServer {
    /// Starts it.
    ///
    /// # Panics
    /// No port is free.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let server = Self { port, arrived: Arc::default(), mood: Arc::new(Mutex::new(Mood::Takes)) };
        let listening = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listening.clone().converse(stream));
            }
        });
        server
    }

    /// Its address, as the settings take it.
    pub fn address(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What has arrived so far, in order.
    ///
    /// # Panics
    /// A conversation panicked.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().expect("no conversation panics").clone()
    }

    /// Answers recipients in this way from now on.
    ///
    /// # Panics
    /// A conversation panicked.
    pub fn be(&self, mood: Mood) {
        *self.mood.lock().expect("no conversation panics") = mood;
    }

    async fn converse(self, mut stream: TcpStream) {
        let (reading, mut writing) = stream.split();
        let mut lines = BufReader::new(reading).lines();
        let mut coming = Arrived { from: String::new(), to: Vec::new(), message: String::new() };
        if writing.write_all(b"220 test ESMTP\r\n").await.is_err() {
            return;
        }
        while let Ok(Some(line)) = lines.next_line().await {
            let answer = match line.get(..4).unwrap_or(&line).to_ascii_uppercase().as_str() {
                "EHLO" | "HELO" => "250-test\r\n250 8BITMIME\r\n",
                "MAIL" => {
                    coming = Arrived { from: in_brackets(&line), to: Vec::new(), message: String::new() };
                    "250 ok\r\n"
                }
                "RCPT" => match *self.mood.lock().expect("no conversation panics") {
                    Mood::Takes => {
                        coming.to.push(in_brackets(&line));
                        "250 ok\r\n"
                    }
                    Mood::Busy => "451 try again later\r\n",
                    Mood::Refuses => "550 no such mailbox\r\n",
                },
                "DATA" => {
                    if writing.write_all(b"354 go on\r\n").await.is_err() {
                        return;
                    }
                    while let Ok(Some(line)) = lines.next_line().await {
                        if line == "." {
                            break;
                        }
                        coming.message.push_str(line.strip_prefix('.').unwrap_or(&line));
                        coming.message.push('\n');
                    }
                    self.arrived.lock().expect("no conversation panics").push(coming.clone());
                    "250 taken\r\n"
                }
                "RSET" | "NOOP" => "250 ok\r\n",
                "QUIT" => {
                    let _ = writing.write_all(b"221 bye\r\n").await;
                    return;
                }
                _ => "502 not understood\r\n",
            };
            if writing.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

fn in_brackets(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
