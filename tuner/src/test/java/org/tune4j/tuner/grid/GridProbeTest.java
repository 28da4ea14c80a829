package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

@Timeout(60)
final class GridProbeTest {
  private static final Secret RIGHT = Secret.of("a secret of sixteen or more", "test");
  private static final Secret WRONG = Secret.of("another secret of that length", "test");

  private static HazelcastInstance member;
  private static String place;

  @BeforeAll
  static void start() {
    member =
        GuardedMember.start(GridConfig.of(GridSettings.parse(null, List.of(), RIGHT), Map.of()));
    place = "127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    member.getLifecycleService().terminate();
  }

  @Test
  void aMemberThatWouldTakeUsIsFound() {
    assertThat(ask(RIGHT, place)).isTrue();
    assertThat(ask(RIGHT, "127.0.0.1:1", place)).isTrue();
  }

  @Test
  void whereNobodyListensNobodyAnswers() {
    assertThat(ask(RIGHT, "127.0.0.1:1")).isFalse();
    assertThat(ask(RIGHT, "no.such.host.invalid")).isFalse();
    assertThat(ask(RIGHT)).isFalse();
  }

  @Test
  void whoseNameIsNotKnownIsSaidSo() {
    assertThat(
            GridProbe.ask(
                GridSettings.parse("127.0.0.1", List.of("kubernetes:no.such.host.invalid"), RIGHT)))
        .get()
        .extracting(Problem::message)
        .isEqualTo("--join: no name server knows kubernetes:no.such.host.invalid");
    assertThat(GridProbe.ask(GridSettings.parse(null, List.of("127.0.0.1:1"), RIGHT)))
        .get()
        .extracting(Problem::message)
        .isEqualTo("--join: nobody answers at 127.0.0.1:1");
  }

  @ParameterizedTest
  @CsvSource({"401, that is the control port of a server", "404, something else listens there"})
  void whoSpeaksHttpIsSaidSo(int status, String said) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> exchange.sendResponseHeaders(status, -1));
    http.start();
    try {
      assertThatThrownBy(() -> ask(RIGHT, "127.0.0.1:" + http.getAddress().getPort()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(said);
    } finally {
      http.stop(0);
    }
  }

  @Test
  void anotherSecretIsSaidSo() {
    assertThatThrownBy(() -> ask(WRONG, place))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--join "
                + place
                + ": it closed the connection: the secrets differ\n"
                + "  Maybe use the secret of the other members.");
    assertThatThrownBy(() -> ask(null, place)).hasMessageContaining("TUNE_SECRET");
  }

  @Test
  void whatIsNoMemberIsSaidSo() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greet(server));
      assertThatThrownBy(() -> ask(RIGHT, "127.0.0.1:" + server.getLocalPort()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("it is no tune4j member of this version");
    }
  }

  private static void greet(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // until the other side is gone
      }
    } catch (IOException e) {
      // It is gone.
    }
  }

  private static boolean ask(@Nullable Secret secret, String... join) {
    return GridProbe.ask(GridSettings.parse(null, List.of(join), secret)).isEmpty();
  }
}
