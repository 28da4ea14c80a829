package org.tune4j.tuner.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that listens and is no server of ours. */
final class FakeServer implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Socket> open = new ArrayList<>();
  private final @Nullable String response;

  private FakeServer(@Nullable String response) throws IOException {
    this.response = response;
    this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  static FakeServer answering(String status, String body) throws IOException {
    return new FakeServer(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, body.length(), body));
  }

  /** As a member of a grid does, more or less. */
  static FakeServer speaking(String bytes) throws IOException {
    return new FakeServer(bytes);
  }

  static FakeServer silent() throws IOException {
    return new FakeServer(null);
  }

  ControlAddress address() {
    return new ControlAddress("127.0.0.1", listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = listening.accept();
        synchronized (open) {
          open.add(socket);
        }
        if (response != null) {
          socket.getInputStream().readNBytes(1);
          socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().flush();
          if (!response.startsWith("HTTP/")) {
            socket.shutdownOutput();
          }
        }
      }
    } catch (IOException e) {
      // closed
    }
  }
}
