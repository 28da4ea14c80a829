package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tune4j.tuner.grid.RefusedException.Why;

/** Two ends of a real connection. */
@Timeout(30)
final class SecretHandshakeTest {
  private static final SecretHandshake RIGHT = handshake("a secret of sixteen or more", 10);
  private static final SecretHandshake WRONG = handshake("another secret of that length", 10);
  private static final int CHALLENGE = 40;
  private static final int ANSWER = 72;

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private Socket connector;
  private Socket acceptor;

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      connector = new Socket(server.getInetAddress(), server.getLocalPort());
      acceptor = server.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    hangUp();
    other.shutdownNow();
  }

  private void hangUp() throws IOException {
    connector.close();
    acceptor.close();
  }

  @Test
  void thoseWhoKnowTheSecretAgreeAndLeaveTheConnectionAsItWas() throws Exception {
    Future<?> accepted = accept(RIGHT);
    RIGHT.connect(connector);
    accepted.get();

    connector.getOutputStream().write(42);
    assertThat(acceptor.getInputStream().read()).isEqualTo(42);
    assertThat(acceptor.getSoTimeout()).isZero();
    assertThat(connector.getSoTimeout()).isZero();
  }

  @Test
  void anotherSecretIsRefusedOnBothSides() {
    Future<?> accepted = accept(RIGHT);

    assertThat(refusal(() -> WRONG.connect(connector))).isEqualTo(Why.SECRET);
    assertThat(refusal(accepted)).isEqualTo(Why.SECRET);
  }

  @Test
  void anAcceptorThatDoesNotKnowTheSecretIsNoticed() throws Exception {
    other.submit(
        () -> {
          OutputStream out = acceptor.getOutputStream();
          out.write("TUNE4J/1".getBytes(StandardCharsets.US_ASCII));
          out.write(new byte[32]);
          acceptor.getInputStream().readNBytes(ANSWER);
          out.write(new byte[Secret.SIGNATURE]);
          return null;
        });

    assertThat(refusal(() -> RIGHT.connect(connector))).isEqualTo(Why.SECRET);
  }

  @Test
  void whatWasSentOnceIsWorthNothingLater() throws Exception {
    byte[] recorded = answerToAFirstHandshake();
    hangUp();
    open();

    Future<?> accepted = accept(RIGHT);
    connector.getInputStream().readNBytes(CHALLENGE);
    connector.getOutputStream().write(recorded);

    assertThat(refusal(accepted)).isEqualTo(Why.SECRET);
  }

  /** Who knows nothing could send an acceptor's own words back to it. */
  @Test
  void aProofCannotBeSentBack() throws Exception {
    Future<?> accepted = accept(RIGHT);
    byte[] challenge = connector.getInputStream().readNBytes(CHALLENGE);
    connector.getOutputStream().write(Arrays.copyOf(challenge, ANSWER));

    assertThat(refusal(accepted)).isEqualTo(Why.SECRET);
  }

  @Test
  void aStrangerGetsNoProof() throws Exception {
    Future<?> accepted = accept(RIGHT);
    connector.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(refusal(accepted)).isEqualTo(Why.STRANGER);
    acceptor.close();
    assertThat(connector.getInputStream().readAllBytes()).hasSize(CHALLENGE);
  }

  @Test
  void silenceAndDripsEndAtTheLimit() throws Exception {
    SecretHandshake brief = handshake("a secret of sixteen or more", 0.3);
    assertThat(refusal(accept(brief))).isEqualTo(Why.LATE);

    Future<?> accepted = accept(brief);
    OutputStream out = connector.getOutputStream();
    Future<?> drip =
        Executors.newVirtualThreadPerTaskExecutor()
            .submit(
                () -> {
                  for (byte b : "TUNE4J/1".getBytes(StandardCharsets.US_ASCII)) {
                    out.write(b);
                    Thread.sleep(100);
                  }
                  return null;
                });
    assertThat(refusal(accepted)).isEqualTo(Why.LATE);
    drip.cancel(true);
  }

  @Test
  void whoLeavesWithoutAWordIsNoStranger() throws Exception {
    Future<?> accepted = accept(RIGHT);
    connector.shutdownOutput();

    assertThat(refusal(accepted)).isEqualTo(Why.SILENT);
  }

  @Test
  void whoLeavesInTheMiddleIsSaidSo() throws Exception {
    Future<?> accepted = accept(RIGHT);
    connector.getOutputStream().write('T');
    connector.shutdownOutput();

    assertThat(refusal(accepted)).isEqualTo(Why.BROKEN);
  }

  private byte[] answerToAFirstHandshake() throws Exception {
    try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket toRelay = new Socket(relay.getInetAddress(), relay.getLocalPort());
        Socket fromMember = relay.accept()) {
      Future<?> accepted = accept(RIGHT);
      Future<?> connected =
          Executors.newVirtualThreadPerTaskExecutor()
              .submit(
                  () -> {
                    RIGHT.connect(toRelay);
                    return null;
                  });
      fromMember.getOutputStream().write(connector.getInputStream().readNBytes(CHALLENGE));
      byte[] answer = fromMember.getInputStream().readNBytes(ANSWER);
      connector.getOutputStream().write(answer);
      fromMember.getOutputStream().write(connector.getInputStream().readNBytes(Secret.SIGNATURE));
      accepted.get();
      connected.get();
      return answer;
    }
  }

  private Future<?> accept(SecretHandshake handshake) {
    return other.submit(
        () -> {
          try {
            handshake.accept(acceptor);
          } catch (IOException e) {
            if (((RefusedException) e).why() == Why.SECRET) {
              acceptor.close(); // as Hazelcast does
            }
            throw e;
          }
          return null;
        });
  }

  private static SecretHandshake handshake(String secret, double limit) {
    return new SecretHandshake(Secret.of(secret, "test"), Duration.ofMillis((long) (limit * 1000)));
  }

  private static Why refusal(Future<?> side) {
    return refusal(
        () -> {
          try {
            side.get();
          } catch (ExecutionException e) {
            throw e.getCause();
          }
        });
  }

  private static Why refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable side) {
    Why[] why = new Why[1];
    assertThatThrownBy(side).isInstanceOfSatisfying(RefusedException.class, e -> why[0] = e.why());
    return why[0];
  }
}
