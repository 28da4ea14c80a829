package org.tune4j.tuner.control;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what is signed, recent and new, and signs the answers. The order matters: the
 * signature first, from the header alone; then clock and nonce; then the body, which has to have
 * the hash that was signed; and only then anything is parsed. Thread-safe.
 *
 * @param signings each with a secret that is good here
 * @param id of this start of the server
 */
record SignedHandler(
    List<Signing> signings, Nonces nonces, InstantSource clock, ControlCalls calls, String id)
    implements HttpHandler {
  /** The largest body, in bytes. */
  static final int MAX_BODY = 16 << 20;

  private static final int ID_BYTES = 16;
  private static final int NO_BODY = -1;

  SignedHandler(List<Signing> signings, Nonces nonces, InstantSource clock, ControlCalls calls) {
    this(List.copyOf(signings), nonces, clock, calls, Signing.random(ID_BYTES));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      RequestLine line =
          RequestLine.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders());
      Signing signing = line == null ? null : signingOf(line, exchange.getRequestHeaders());
      Answer answer = line == null || signing == null ? null : answer(line, exchange);
      if (line == null || signing == null || answer == null) {
        exchange.sendResponseHeaders(401, NO_BODY);
      } else {
        byte[] body = answer.body();
        send(answer.status(), body, signing.of(answer.status(), line.nonce(), body), exchange);
      }
    }
  }

  private @Nullable Signing signingOf(RequestLine line, Headers headers) {
    String signature = RequestLine.signature(headers);
    Signing right = null;
    for (Signing signing : signings) {
      right = Signing.same(signing.of(line), signature) ? signing : right;
    }
    return right;
  }

  /** To a request with a right signature; {@code null} for one that is to hear nothing. */
  private @Nullable Answer answer(RequestLine line, HttpExchange exchange) throws IOException {
    long now = clock.millis();
    if (Math.abs(now - line.timeMillis()) > Signing.MAX_SKEW.toMillis()) {
      return Answer.of(Answer.CLOCK, new Call.OtherTime(now));
    }
    switch (nonces.take(line.nonce(), now)) {
      case SEEN -> {
        return null;
      }
      case FULL -> {
        return Answer.of(Answer.BUSY, new Call.Failure("too many requests in too short a time"));
      }
      case NEW -> {}
    }
    if (line.target().equals(Call.HELLO)) {
      return Answer.of(Answer.OK, new Call.Hello(id));
    }
    if (!line.to().equals(id)) {
      return Answer.of(Answer.ANOTHER_START, new Call.Hello(id));
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Answer.of(Answer.TOO_LARGE, new Call.Failure("the request is too large"));
    }
    return Signing.same(Signing.sha256(body), line.bodySha256())
        ? calls.answer(line.target(), new String(body, StandardCharsets.UTF_8))
        : null;
  }

  private static void send(int status, byte[] body, String signature, HttpExchange exchange)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Cache-Control", "no-store");
    headers.set(RequestLine.SIGNATURE, signature);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
