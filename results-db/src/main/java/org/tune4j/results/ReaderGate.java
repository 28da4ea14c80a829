package org.tune4j.results;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The door of H2's server: it lets in only connections whose first words name the secret. H2 itself
 * would hold a thread for each that says nothing, and as much memory as a stranger asks for.
 *
 * <p>There is room for {@value #HALF_OPEN} that have not said their words yet; one more pushes the
 * oldest out. Thread-safe.
 */
final class ReaderGate extends ServerSocket {
  static final int HALF_OPEN = 64;
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ServerSocket open;
  private final byte[] secret;
  private final Deque<Socket> halfOpen = new ArrayDeque<>();
  private final BlockingQueue<Socket> let = new LinkedBlockingQueue<>();
  private final Socket noMore = new Socket();

  /**
   * @param open where they come in; closed with this
   * @param secret what they must name
   */
  @SuppressWarnings("this-escape") // nobody has it before the thread is started
  ReaderGate(ServerSocket open, String secret) throws IOException {
    this.open = open;
    this.secret = Opening.bytes(secret);
    Thread.ofPlatform().daemon().name("tune-reader-gate").start(this::admit);
  }

  /** The next one that was let in. */
  @Override
  public Socket accept() throws IOException {
    try {
      Socket next = let.take();
      if (next == noMore) {
        let.add(noMore);
        throw new SocketException("closed");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketException("interrupted");
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
    let.add(noMore);
    super.close();
  }

  @Override
  public int getLocalPort() {
    return open.getLocalPort();
  }

  private void admit() {
    while (!open.isClosed()) {
      try {
        Socket socket = open.accept();
        enter(socket);
        Thread.ofVirtual().start(() -> vet(socket));
      } catch (IOException e) {
        pause(); // closed, or the process has no more file handles
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(open.isClosed() ? 0 : 10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void vet(Socket socket) {
    boolean isLet = false;
    try {
      byte[] said = Opening.read(socket, secret, LIMIT);
      isLet = leave(socket);
      if (isLet) {
        let.add(new OpenedSocket(socket, said));
      }
    } catch (IOException e) {
      // No reader, or a slow one: it is closed, and a reader tries again.
    } finally {
      if (!isLet) {
        leave(socket);
        closeQuietly(socket);
      }
    }
  }

  private void enter(Socket socket) {
    synchronized (halfOpen) {
      if (halfOpen.size() >= HALF_OPEN) {
        closeQuietly(halfOpen.removeFirst());
      }
      halfOpen.addLast(socket);
    }
  }

  /** Whether it was still there. */
  private boolean leave(Socket socket) {
    synchronized (halfOpen) {
      return halfOpen.remove(socket);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
