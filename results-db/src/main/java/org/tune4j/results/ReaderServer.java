package org.tune4j.results;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/**
 * H2's own server on a random port of 127.0.0.1, for readers of other processes. A client must name
 * the random secret in place of a database; it reaches this one database and no other.
 */
final class ReaderServer implements AutoCloseable {
  private final Path folder;
  private final @Nullable Server server;

  private ReaderServer(Path folder, @Nullable Server server) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * Starts it and writes the file by which readers find it. In a JVM where H2 was loaded before
   * tune4j, its sockets would not be bound to loopback alone; then none is opened, and readers wait
   * for the writer's end.
   */
  static ReaderServer start(Path folder) throws SQLException, IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random); // a secret; no part of any result
    String secret = HexFormat.of().formatHex(random);
    Server server =
        H2.bindsToLoopback()
            ? Server.createTcpServer(
                    "-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", secret, H2.path(folder))
                .start()
            : null;
    try {
      ServerFile.of(server == null ? 0 : server.getPort(), secret).write(folder);
    } catch (IOException e) {
      if (server != null) {
        server.stop();
      }
      throw e;
    }
    return new ReaderServer(folder, server);
  }

  @Override
  public void close() {
    ServerFile.delete(folder);
    if (server != null) {
      server.stop();
    }
  }
}
