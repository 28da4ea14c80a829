package org.tune4j.tuner.control;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tune4j.tuner.grid.Secret;

/** A request byte by byte: signed as it should be, and then spoilt at will. */
final class Raw {
  String method = "POST";
  String target;
  byte[] body;
  final Map<String, String> headers = new LinkedHashMap<>();

  private Raw(String target, String body) {
    this.target = target;
    this.body = body.getBytes(StandardCharsets.UTF_8);
    headers.put("Host", "localhost");
    headers.put("Connection", "close");
    headers.put("Content-Length", String.valueOf(this.body.length));
  }

  static Raw unsigned(String target, String body) {
    return new Raw(target, body);
  }

  static Raw signed(Secret secret, String target, String to, String body) {
    return signedAt(System.currentTimeMillis(), secret, target, to, body);
  }

  static Raw signedAt(long millis, Secret secret, String target, String to, String body) {
    Raw raw = new Raw(target, body);
    RequestLine line =
        new RequestLine(
            raw.method,
            target,
            to,
            String.valueOf(millis),
            Signing.random(16),
            Signing.sha256(raw.body));
    line.headers(raw.headers::put);
    raw.headers.put(RequestLine.SIGNATURE, new Signing(secret).of(line));
    return raw;
  }

  Raw with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Raw without(String header) {
    headers.remove(header);
    return this;
  }

  String head() {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }

  /** Sends it and takes all that comes back until the server closes. */
  String send(ControlAddress to) throws IOException {
    try (Socket socket = new Socket(to.host(), to.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(head().getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
