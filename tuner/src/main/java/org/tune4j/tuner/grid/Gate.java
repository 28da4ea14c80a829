package org.tune4j.tuner.grid;

import com.hazelcast.nio.MemberSocketInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tune4j.tuner.grid.RefusedException.Why;

/**
 * Stands before Hazelcast: nobody gets to its protocol, member or client, without {@link
 * SecretHandshake}. Each address that is refused is named once (Hazelcast's own logger {@code
 * TcpServerAcceptor} names it each time; the command line does not show it). Thread-safe.
 */
final class Gate implements MemberSocketInterceptor {
  /** How many may be in the middle of a handshake. */
  static final int HALF_OPEN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int MOST_NAMED = 100;

  private final SecretHandshake handshake;
  private final HalfOpen halfOpen = new HalfOpen(HALF_OPEN);
  private final Consumer<String> log;
  private final Set<InetAddress> named = new HashSet<>();

  Gate(Secret secret) {
    this(secret, LOG::warn);
  }

  /**
   * @param log is told of each address that is refused, once
   */
  Gate(Secret secret, Consumer<String> log) {
    this.handshake = new SecretHandshake(secret, LIMIT);
    this.log = log;
  }

  @Override
  public void init(Properties properties) {
    // It has what it needs.
  }

  @Override
  public void onAccept(Socket socket) throws IOException {
    halfOpen.enter(socket);
    try {
      handshake.accept(socket);
    } catch (RefusedException e) {
      tell(socket.getInetAddress(), e);
      throw e;
    } finally {
      halfOpen.leave(socket);
    }
  }

  @Override
  public void onConnect(Socket socket) throws IOException {
    try {
      handshake.connect(socket);
    } catch (RefusedException e) {
      tell(socket.getInetAddress(), e);
      throw e;
    }
  }

  private void tell(InetAddress peer, RefusedException e) {
    if (e.why() == Why.SILENT || !isNew(peer)) {
      return;
    }
    log.accept("grid: no connection with " + peer.getHostAddress() + ": " + e.getMessage());
  }

  private boolean isNew(InetAddress peer) {
    synchronized (named) {
      return named.size() < MOST_NAMED && named.add(peer);
    }
  }
}
