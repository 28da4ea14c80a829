package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tune4j.tuner.control.ControlServer.ControlSettings;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;

/** What a client asks reaches the server, and what that says comes back, word for word. */
final class ControlChannelTest {
  private static final Secret SHARED = Secret.of("correct horse battery staple", "test");

  @TempDir private Path results;

  private MemoryControl control;
  private ControlServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws IOException {
    control = new MemoryControl(results);
    server = ControlServer.start(control, results, new ControlSettings("127.0.0.1", 0, SHARED));
    client = ControlClient.of(server.address(), SHARED);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void everyCallTravels() {
    assertThat(client.submit(List.of(new SweepText("s.yaml", "a:\nb:")), "anna", 7L))
        .containsExactly("a", "b");
    client.stop("a", "bert");
    assertThat(client.resume("a", 9, "anna")).isTrue();
    assertThat(client.resume("b", null, "anna")).isTrue();

    assertThat(control.calls())
        .containsExactly(
            "submit [a, b] for anna, seed 7",
            "stop a for bert",
            "resume a with 9 for anna",
            "resume b with null for anna");
  }

  @Test
  void aStatusArrivesAsItWas() {
    client.submit(List.of(new SweepText("s.yaml", "a:")), "anna", null);

    assertThat(client.status()).isEqualTo(control.status());
  }

  @Test
  void problemsArriveWithTheirPlacesAndHints() {
    InvalidInputException local =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> control.submit(List.of(new SweepText("s.yaml", "broken")), "anna", null));
    InvalidInputException remote =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> client.submit(List.of(new SweepText("s.yaml", "broken")), "anna", null));

    assertThat(remote.problems()).isEqualTo(local.problems()).hasSize(2);
    assertThatThrownBy(() -> client.stop("nothing", "anna"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("there is no sweep nothing");
  }

  @Test
  void aFailureWithinTheServerIsSaidToBeOne() {
    assertThatThrownBy(
            () -> client.submit(List.of(new SweepText("s.yaml", "explode")), "anna", null))
        .isInstanceOf(ServerFailure.class)
        .hasMessageEndingWith("failed (the disk is full)");
    assertThat(client.status().sweeps()).isEmpty();
  }

  @Test
  void outputIsFollowedPieceByPiece() throws IOException {
    client.submit(List.of(new SweepText("s.yaml", "a:")), "anna", null);
    Path file = Files.createDirectories(results.resolve("a/00000")).resolve("stdout");
    Files.writeString(file, "first ☃\n");
    LogQuery query = LogQuery.of("a", "stdout");
    LogPage page = client.logs(query);
    assertThat(page)
        .isEqualTo(new LogPage(List.of(new LogPiece("a_00000", "first ☃\n", 10)), false, false));

    Files.writeString(file, "first ☃\nsecond\n");
    client.stop("a", "anna");
    LogPage rest = client.logs(query.after(page));
    assertThat(rest)
        .isEqualTo(new LogPage(List.of(new LogPiece("a_00000", "second\n", 17)), false, true));
    assertThat(client.logs(query.after(page).after(rest)).pieces()).isEmpty();
  }

  @Test
  void whoMayReadTheFolderFindsTheServer() throws IOException {
    try (ControlClient found = ControlClient.find(results)) {
      assertThat(found).isNotNull();
      assertThat(found.status()).isEqualTo(control.status());
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(results.resolve("tune.control"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(results.resolve("tune.control"))).doesNotContain("horse");
  }

  @Test
  void aServerThatLeftIsFoundNoMore() throws IOException {
    byte[] file = Files.readAllBytes(results.resolve("tune.control"));
    server.close();
    assertThat(results.resolve("tune.control")).doesNotExist();
    assertThat(ControlClient.find(results)).isNull();

    Files.write(results.resolve("tune.control"), file); // as after kill -9
    assertThat(ControlClient.find(results)).isNull();
    Files.writeString(results.resolve("tune.control"), "port=many");
    assertThat(ControlClient.find(results)).isNull();
    assertThatThrownBy(client::status)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no server answers at " + server.address())
        .hasMessageContaining("Maybe start it with `tune server`.");
  }

  @Test
  void aClientGoesOnWhenItsServerWasRestarted() throws IOException {
    client.status();
    int port = server.address().port();
    server.close();
    try (ControlServer again =
        ControlServer.start(control, results, new ControlSettings("127.0.0.1", port, SHARED))) {
      assertThat(client.status()).isEqualTo(control.status());
      assertThat(ControlFile.read(results)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "nonce\r\n"})
  void thePortOfTheGridIsSaidToBeNoControlPort(String nonce) throws IOException {
    try (FakeServer grid = FakeServer.speaking("\0\0\0\0T4J\1" + nonce.repeat(8));
        ControlClient other = ControlClient.of(grid.address(), SHARED)) {
      assertThatThrownBy(other::status)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("no tune4j server's control port answers at " + grid.address())
          .hasMessageContaining("Maybe it is the grid's port")
          .message()
          .doesNotContain("T4J");
    }
  }

  @Test
  void anotherSecretIsSaidToBeWrong() {
    try (ControlClient other =
        ControlClient.of(server.address(), Secret.of("another secret, as long", "test"))) {
      assertThatThrownBy(other::status)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("refuses this secret")
          .hasMessageContaining("--secret-file");
    }
  }

  @Test
  void aWrongClockIsSaidToBeWrong() {
    for (Duration off : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
      InstantSource clock = () -> InstantSource.system().instant().plus(off);
      try (ControlClient late =
          ControlClient.of(server.address(), SHARED, clock, Duration.ofSeconds(20))) {
        assertThatThrownBy(late::status)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining("the clocks differ by more than 5 min")
            .hasMessageContaining("Maybe set the clock that is wrong.");
      }
    }
  }

  @Test
  void aServerWithoutTheSecretIsNotBelieved() throws IOException {
    try (ControlServer fake =
            ControlServer.start(
                new MemoryControl(results),
                Files.createDirectory(results.resolve("other")),
                new ControlSettings("127.0.0.1", 0, Secret.of("a guess of the secret", "test")));
        FakeServer liar = FakeServer.answering("200 OK", "{\"id\":\"00\"}");
        FakeServer mute = FakeServer.silent()) {
      assertRefused(fake.address(), "refuses this secret");
      assertRefused(liar.address(), "it is not that server");
      assertRefused(mute.address(), "it said nothing for 1 s");
    }
  }

  @Test
  void whatCannotListenSaysWhy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  ControlServer.start(
                      control,
                      results,
                      new ControlSettings("127.0.0.1", taken.getLocalPort(), null)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    assertThatThrownBy(
            () -> ControlServer.start(control, results, new ControlSettings("0.0.0.0", 0, null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no secret")
        .hasMessageContaining("--secret-file");
    assertThatThrownBy(
            () ->
                ControlServer.start(
                    control, results, new ControlSettings("no such host", 0, SHARED)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("knows no host no such host");
  }

  @Test
  void aNameThatWouldSpoilATableIsRefused() {
    for (String user : List.of("", " ", "a\nb", "\u001b[31m", "x".repeat(101))) {
      assertThatThrownBy(() -> client.stop("a", user))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("user: ");
    }
  }

  private static void assertRefused(ControlAddress at, String why) {
    try (ControlClient client =
        ControlClient.of(at, SHARED, InstantSource.system(), Duration.ofSeconds(1))) {
      assertThatThrownBy(client::status)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(why);
    }
  }
}
