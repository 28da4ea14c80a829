package org.tune4j.results;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.server.TcpServer;
import org.jspecify.annotations.Nullable;

/**
 * H2's own server on a random port of 127.0.0.1, for readers of other processes. A client must name
 * the random secret in place of a database; it reaches this one database and no other, and without
 * the secret not even H2 (see {@link ReaderGate}).
 */
final class ReaderServer implements AutoCloseable {
  private static final VarHandle SERVER_SOCKET = serverSocket();

  private final Path folder;
  private final @Nullable TcpServer server;

  private ReaderServer(Path folder, @Nullable TcpServer server) {
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
    TcpServer server = H2.bindsToLoopback() ? listen(folder, secret) : null;
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

  /**
   * H2's server opens the port; before it listens, its server socket is exchanged for the gate, for
   * which H2 has no other way.
   */
  private static TcpServer listen(Path folder, String secret) throws SQLException, IOException {
    TcpServer server = new TcpServer();
    server.init("-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", secret, H2.path(folder));
    server.start();
    try {
      ServerSocket open = (ServerSocket) SERVER_SOCKET.get(server);
      SERVER_SOCKET.set(server, new ReaderGate(open, secret));
    } catch (IOException e) {
      server.stop();
      throw e;
    }
    Thread.ofPlatform().daemon().name("tune-reader-server").start(server::listen);
    return server;
  }

  private static VarHandle serverSocket() {
    try {
      return MethodHandles.privateLookupIn(TcpServer.class, MethodHandles.lookup())
          .findVarHandle(TcpServer.class, "serverSocket", ServerSocket.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("results: this version of H2 is not known", e);
    }
  }

  @Override
  public void close() {
    ServerFile.delete(folder);
    if (server != null) {
      server.stop();
    }
  }
}
