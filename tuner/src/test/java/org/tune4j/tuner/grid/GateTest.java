package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class GateTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Gate gate = new Gate(Secret.random(), log::add);
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void eachAddressThatIsRefusedIsNamedOnce() throws IOException {
    for (int i = 0; i < 5; i++) {
      stranger("127.0.0.1", "x".repeat(100));
    }
    stranger("127.0.0.2", "GET / HTTP/1.1\r\n\r\n");

    assertThat(log)
        .containsExactly(
            "grid: no connection with 127.0.0.1: it is no tune4j member of this version",
            "grid: no connection with 127.0.0.2: it is no tune4j member of this version");
  }

  @Test
  void whoOnlyLooksWhetherSomebodyListensIsNotNamed() throws IOException {
    stranger("127.0.0.1", "");

    assertThat(log).isEmpty();
  }

  private void stranger(String from, String says) throws IOException {
    try (Socket socket =
            new Socket(
                server.getInetAddress(), server.getLocalPort(), InetAddress.getByName(from), 0);
        Socket accepted = server.accept()) {
      socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThatThrownBy(() -> gate.onAccept(accepted)).isInstanceOf(RefusedException.class);
    }
  }
}
