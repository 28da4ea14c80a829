package org.tune4j.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who comes to the port of a writer's database, and who gets in. */
@Timeout(60)
final class ReaderGateTest {
  @TempDir Path folder;
  private ResultsDb db;
  private ServerFile server;

  @BeforeEach
  void open() {
    db = ResultsDb.open(folder);
    server = ServerFile.read(folder);
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void whoNamesTheSecretGetsIn() throws SQLException {
    assertAnswers();
  }

  @Test
  void whoNamesAnotherSecretIsShownTheDoor() {
    ServerFile wrong = ServerFile.of(server.port(), "0".repeat(server.secret().length()));

    assertThatThrownBy(() -> H2.connect(wrong)).isInstanceOf(SQLException.class);
  }

  @Test
  void aReaderMayStopItsOwnQuery() throws Exception {
    try (Connection connection = H2.connect(server);
        Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> failure(statement));
      while (!ended.isDone()) {
        Thread.sleep(100);
        statement.cancel();
      }
      assertThat(ended.get()).hasMessageContaining("canceled");
    }
  }

  private static Throwable failure(Statement statement) {
    try {
      statement.executeQuery(
          "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b");
      return new AssertionError("the query ended");
    } catch (SQLException e) {
      return e;
    }
  }

  @Test
  void whoAsksForMuchMemoryGetsNone() throws Exception {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(17);
      out.writeInt(21);
      out.writeInt(Integer.MAX_VALUE);
      assertThat(socket.getInputStream().read()).as("closed").isEqualTo(-1);
    }
    assertAnswers();
  }

  @Test
  void whoSpeaksSomethingElseIsShownTheDoor() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(() -> readToEnd(socket)).isInstanceOf(IOException.class);
    }
    assertAnswers();
  }

  private static void readToEnd(Socket socket) throws IOException {
    if (socket.getInputStream().read() < 0) {
      throw new IOException("closed");
    }
  }

  @Test
  void thoseWhoSayNothingKeepNobodyOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * ReaderGate.HALF_OPEN; i++) {
        silent.add(connect());
      }
      assertAnswers();
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getByName("127.0.0.1"), server.port());
  }

  private void assertAnswers() throws SQLException {
    try (Connection connection = H2.connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from sweep")) {
      assertThat(rows.next()).isTrue();
    }
  }
}
