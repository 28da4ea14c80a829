package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tune4j.tuner.control.ControlServer.ControlSettings;
import org.tune4j.tuner.grid.Secret;

/** The protocol as {@code docs/server.md} has it, written from that page alone. */
final class OtherProgramTest {
  private static final String SECRET = "correct horse battery staple";

  @TempDir private Path results;

  @Test
  void aProgramThatKnowsThePageCanCallTheServer() throws Exception {
    MemoryControl control = new MemoryControl(results);
    try (ControlServer server =
            ControlServer.start(
                control, results, new ControlSettings("127.0.0.1", 0, Secret.of(SECRET, "test")));
        HttpClient http = HttpClient.newHttpClient()) {
      String hello = call(http, server, "/v1/hello", "", "{}");
      String id = hello.replaceAll(".*\"id\":\"([0-9a-f]*)\".*", "$1");
      String submit =
          "{\"files\": [{\"fileName\": \"s.yaml\", \"yaml\": \"a:\"}], \"user\": \"anna\","
              + " \"seed\": null}";

      assertThat(call(http, server, "/v1/submit", id, submit)).isEqualTo("{\"names\":[\"a\"]}");
      assertThat(call(http, server, "/v1/stop", id, "{\"sweep\": \"a\", \"user\": \"anna\"}"))
          .isEqualTo("{\"was\":\"RUNNING\"}");
      assertThat(
              call(
                  http,
                  server,
                  "/v1/resume",
                  id,
                  "{\"sweep\": \"a\", \"numSamples\": 3, \"user\": \"anna\"}"))
          .isEqualTo("{\"goesOn\":true}");
      assertThat(
              call(
                  http,
                  server,
                  "/v1/logs",
                  id,
                  "{\"name\": \"a\", \"stream\": \"stdout\", \"from\": {}}"))
          .isEqualTo("{\"pieces\":[],\"more\":false,\"over\":false}");
      assertThat(call(http, server, "/v1/status", id, "{}")).contains("\"submittedBy\":\"anna\"");
      assertThat(control.calls()).hasSize(3);
    }
  }

  private static String call(
      HttpClient http, ControlServer server, String path, String to, String body) throws Exception {
    String time = String.valueOf(System.currentTimeMillis());
    String nonce = Signing.random(16);
    String signature =
        hmac("tune4j control request 1", "POST", path, to, time, nonce, sha256(body));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
                .header("Tune-Time", time)
                .header("Tune-Nonce", nonce)
                .header("Tune-To", to)
                .header("Tune-Body-Sha256", sha256(body))
                .header("Tune-Signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.headers().firstValue("Tune-Signature"))
        .contains(
            hmac(
                "tune4j control response 1",
                String.valueOf(response.statusCode()),
                nonce,
                sha256(response.body())));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String hmac(String... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      mac.update(bytes);
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  private static String sha256(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }
}
