//! A small client of HTTP/1.1 over one connection, for tests and benchmarks of a real server on this computer. It knows
//! what our server answers with: a length or chunks.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// One connection, kept open between requests.
pub struct Connection {
    stream: BufReader<TcpStream>,
    cookie: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of the first hidden field of this name.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let text = self.text();
        let (_, after) = text.split_once(&format!("name=\"{name}\""))?;
        let (_, value) = after.split_once("value=\"")?;
        Some(value.split('"').next()?.to_owned())
    }
}

impl Connection {
    /// Connects, with a cookie (`name=secret`) to send each time.
    ///
    /// # Errors
    /// Nobody listens there.
    pub async fn open(to: SocketAddr, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), cookie: cookie.to_owned() })
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// The connection broke before the whole answer had come.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "").await
    }

    /// Sends a form.
    ///
    /// # Errors
    /// The connection broke before the whole answer had come: whether the form took effect is then unknown.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
        self.send("POST", path, &body.join("&")).await
    }

    async fn send(&mut self, method: &str, path: &str, body: &str) -> Result<Answer> {
        let cookie = &self.cookie;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> Result<Answer> {
        let status = self.line().await?.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
        let (mut length, mut chunked, mut location) = (0, false, None);
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else { break };
            match (name.to_ascii_lowercase().as_str(), value.trim()) {
                ("content-length", value) => length = value.parse().map_err(|_| broken())?,
                ("transfer-encoding", "chunked") => chunked = true,
                ("location", value) => location = Some(value.to_owned()),
                _ => {}
            }
        }
        let body = if chunked { self.chunks().await? } else { self.exactly(length).await? };
        Ok(Answer { status, location, body })
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line().await?;
            let length = usize::from_str_radix(line.split(';').next().unwrap_or_default(), 16).map_err(|_| broken())?;
            body.extend(self.exactly(length).await?);
            self.line().await?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    async fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(body)
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(broken());
        }
        Ok(line.trim_end().to_owned())
    }
}

fn broken() -> Error {
    Error::from(ErrorKind::UnexpectedEof)
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Asks for one page over so many connections for so long, after a warm-up of a quarter of it; answers a second.
///
/// # Panics
/// An answer is not 200 or the connection breaks: then there is no figure.
pub async fn answers_a_second(to: SocketAddr, path: &str, cookie: &str, connections: usize, lasting: Duration) -> f64 {
    let started = Instant::now();
    let (from, until) = (started + lasting / 4, started + lasting / 4 + lasting);
    let mut clients = Vec::new();
    for _ in 0..connections {
        let (path, cookie) = (path.to_owned(), cookie.to_owned());
        clients.push(tokio::spawn(async move {
            let mut connection = Connection::open(to, &cookie).await.expect("the server listens");
            let mut counted = 0_u32;
            while Instant::now() < until {
                let answer = connection.get(&path).await.expect("the server answers");
                assert_eq!(answer.status, 200, "{path}: {}", answer.text());
                counted += u32::from(Instant::now() >= from);
            }
            counted
        }));
    }
    let mut total = 0.0;
    for client in clients {
        total += f64::from(client.await.expect("a client ends"));
    }
    total / lasting.as_secs_f64()
}
