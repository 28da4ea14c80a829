package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.tuner.control.ControlServer.ControlSettings;
import org.tune4j.tuner.grid.Secret;

/** Who does not know the secret gets nothing done and learns nothing, and others are served on. */
final class ControlSecurityTest {
  private static final Secret SHARED = Secret.of("correct horse battery staple", "test");
  private static final String STOP = "{\"sweep\": \"a\", \"user\": \"mallory\"}";

  @TempDir private Path results;

  private MemoryControl control;
  private ControlServer server;
  private ControlClient client;
  private String id;

  @BeforeEach
  void start() throws IOException {
    control = new MemoryControl(results);
    server = ControlServer.start(control, results, new ControlSettings("127.0.0.1", 0, SHARED));
    client = ControlClient.of(server.address(), SHARED);
    client.submit(List.of(new SweepText("s.yaml", "a:")), "anna", null);
    String hello = Raw.signed(SHARED, Call.HELLO, "", "{}").send(server.address());
    id = hello.replaceAll("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
  }

  @AfterEach
  void theServerHasDoneNothingAndGoesOn() {
    assertThat(control.calls()).containsExactly("submit [a] for anna, seed null");
    client.stop("a", "anna");
    assertThat(control.calls()).hasSize(2);
    client.close();
    server.close();
  }

  @Test
  void whatIsNotSignedIsRefused() throws IOException {
    for (String target :
        List.of(Call.HELLO, Call.STOP, Call.STATUS, "/", "/tune.control", "/a?b")) {
      assertRefused(Raw.unsigned(target, STOP));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Tune-Signature", "Tune-To", "Tune-Time", "Tune-Nonce", "Tune-Body-Sha256"})
  void aMissingOrChangedHeaderIsRefused(String header) throws IOException {
    Raw whole = Raw.signed(SHARED, Call.STOP, id, STOP);
    String value = whole.headers.get(header);
    String changed = (value.startsWith("1") ? "2" : "1") + value.substring(1);
    for (String bad :
        List.of(changed, "", "x", value + "0", value + ", " + value, "9".repeat(2000))) {
      assertRefused(Raw.signed(SHARED, Call.STOP, id, STOP).with(header, bad));
    }
    assertRefused(Raw.signed(SHARED, Call.STOP, id, STOP).without(header));
  }

  @Test
  void anotherSecretIsRefused() throws IOException {
    Secret other = Secret.of("incorrect horse battery staple", "test");
    assertRefused(Raw.signed(other, Call.HELLO, "", "{}"));
    assertRefused(Raw.signed(other, Call.STOP, id, STOP));
  }

  @Test
  void aChangedMethodPathOrBodyIsRefused() throws IOException {
    Raw method = Raw.signed(SHARED, Call.STOP, id, STOP);
    method.method = "PUT";
    assertRefused(method);
    Raw path = Raw.signed(SHARED, Call.STATUS, id, STOP);
    path.target = Call.STOP;
    assertRefused(path);
    Raw query = Raw.signed(SHARED, Call.STOP, id, STOP);
    query.target = Call.STOP + "?a=b";
    assertRefused(query);
    Raw body = Raw.signed(SHARED, Call.STOP, id, STOP);
    body.body = STOP.replace("mallory", "malloRy").getBytes(StandardCharsets.UTF_8);
    assertRefused(body);
  }

  @Test
  void aRequestCountsOnce() throws IOException {
    Raw status = Raw.signed(SHARED, Call.STATUS, id, "{}");
    assertThat(status.send(server.address())).startsWith("HTTP/1.1 200");
    assertRefused(status);
  }

  @Test
  void aRequestForAnotherStartOfTheServerDoesNothing() throws IOException {
    String other = "0123456789abcdef0123456789abcdef";
    assertThat(Raw.signed(SHARED, Call.STOP, other, STOP).send(server.address()))
        .startsWith("HTTP/1.1 409")
        .containsIgnoringCase(RequestLine.SIGNATURE);
    assertThat(Raw.signed(SHARED, Call.STOP, "", STOP).send(server.address()))
        .startsWith("HTTP/1.1 409");
  }

  @Test
  void anOldOrEarlyRequestDoesNothing() throws IOException {
    long now = System.currentTimeMillis();
    long far = Signing.MAX_SKEW.plus(Duration.ofMinutes(1)).toMillis();
    for (long at : new long[] {now - far, now + far, 0, 999_999_999_999_999L}) {
      assertThat(Raw.signedAt(at, SHARED, Call.STOP, id, STOP).send(server.address()))
          .startsWith("HTTP/1.1 401")
          .contains("serverMillis")
          .doesNotContain("anna");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsNotTaken() throws IOException {
    Raw huge = Raw.signed(SHARED, Call.STOP, id, " ".repeat(SignedHandler.MAX_BODY + 1));
    assertThat(huge.send(server.address())).startsWith("HTTP/1.1 413");
    assertThat(
            Raw.unsigned(Call.STOP, "{}")
                .with("Content-Length", "99999999999999999999")
                .send(server.address()))
        .doesNotStartWith("HTTP/1.1 2");
  }

  @Test
  void anUnknownCallAndWhatIsNoJsonAreAnsweredByMeaning() throws IOException {
    assertThat(Raw.signed(SHARED, "/v1/erase", id, "{}").send(server.address()))
        .startsWith("HTTP/1.1 404");
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{\"sweep\": null, \"user\": \"m\"}",
            "{\"@class\": \"javax.script.ScriptEngineManager\"}",
            "[".repeat(100_000))) {
      assertThat(Raw.signed(SHARED, Call.STOP, id, body).send(server.address()))
          .as(body)
          .startsWith("HTTP/1.1 4")
          .doesNotContain("Exception", "jackson", "org.tune4j");
    }
  }

  @Test
  void aPathIsNoWayOutOfTheResultsFolder() throws IOException {
    for (String name : List.of("../secret", "a/../..", "/etc", "a_00000/..", "..", "")) {
      assertThat(
              Raw.signed(
                      SHARED,
                      Call.LOGS,
                      id,
                      "{\"name\": \"%s\", \"stream\": \"stdout\", \"from\": {}}".formatted(name))
                  .send(server.address()))
          .startsWith("HTTP/1.1 422");
    }
    assertThat(
            Raw.signed(
                    SHARED,
                    Call.LOGS,
                    id,
                    "{\"name\": \"a\", \"stream\": \"../../tune.control\", \"from\": {}}")
                .send(server.address()))
        .startsWith("HTTP/1.1 422")
        .contains("there is no stream")
        .doesNotContain("secret");
  }

  @Test
  void randomBytesAreNoRequest() throws IOException {
    Random random = new Random(42);
    List<String> beginnings =
        List.of(
            "", "POST /v1/stop HTTP/1.1\r\n", "GET / HTTP/1.0\r\n", "\u0016\u0003\u0001", "HZC");
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[1 + random.nextInt(2048)];
      random.nextBytes(bytes);
      try (Socket socket = connect()) {
        socket
            .getOutputStream()
            .write(beginnings.get(i % beginnings.size()).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        assertThat(readAll(socket)).as("connection %d of seed 42", i).doesNotContain("HTTP/1.1 2");
      } catch (SocketException e) {
        // closed before all was written
      }
    }
  }

  /** Heads that never end, bodies that never come, connections that say nothing. */
  @Test
  void slowSendersKeepNobodyWaiting() throws IOException {
    String unsigned = Raw.unsigned(Call.STOP, STOP).with("Content-Length", "100000").head();
    String signed = Raw.signed(SHARED, Call.STATUS, id, "{}").with("Content-Length", "100").head();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 15; i++) {
        slow.add(begin("POST /v1/st"));
        slow.add(begin("POST /v1/stop HTTP/1.1\r\nX-A: "));
        slow.add(begin(unsigned));
        slow.add(begin(""));
      }
      slow.add(begin(signed));
      assertThat(client.status().sweeps()).hasSize(1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  @Tag("slow")
  void slowSendersAreCutOff() throws IOException {
    String signed = Raw.signed(SHARED, Call.STATUS, id, "{}").with("Content-Length", "100").head();
    String endless =
        Raw.unsigned(Call.STOP, "").with("Content-Length", String.valueOf(Long.MAX_VALUE)).head();
    List<Socket> slow = new ArrayList<>();
    for (String sent : List.of("POST /v1/st", signed, endless, "")) {
      slow.add(begin(sent));
    }
    for (Socket socket : slow) {
      assertThat(readAll(socket)).doesNotContain("HTTP/1.1 2"); // the server ended it
      socket.close();
    }
  }

  @Test
  @Tag("slow")
  void connectionsBeyondTheLimitLeaveRoomAfterwards() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 3 * ControlServer.MAX_THREADS; i++) {
      slow.add(begin("POST /v1/st"));
    }
    for (Socket socket : slow) {
      assertThat(readAll(socket)).doesNotContain("HTTP/1.1 2");
      socket.close();
    }
    assertThat(client.status().sweeps()).hasSize(1);
  }

  private void assertRefused(Raw request) throws IOException {
    String response = request.send(server.address());
    assertThat(response).startsWith("HTTP/1.1 401 Unauthorized\r\n").endsWith("\r\n\r\n");
    assertThat(Stream.of(response.split("\r\n")).skip(1).filter(line -> !line.isEmpty()))
        .allMatch(line -> line.matches("(?i)(date|content-length|connection): .*"));
  }

  private Socket begin(String text) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().host(), server.address().port());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return ""; // reset
    }
  }
}
