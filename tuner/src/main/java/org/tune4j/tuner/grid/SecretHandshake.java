package org.tune4j.tuner.grid;

import static org.tune4j.tuner.grid.RefusedException.Why.BROKEN;
import static org.tune4j.tuner.grid.RefusedException.Why.LATE;
import static org.tune4j.tuner.grid.RefusedException.Why.SECRET;
import static org.tune4j.tuner.grid.RefusedException.Why.SILENT;
import static org.tune4j.tuner.grid.RefusedException.Why.STRANGER;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/**
 * How two members show each other that they know the grid's secret, before the first byte of
 * Hazelcast's.
 *
 * <pre>
 *   acceptor  → connector   magic, nonce A                                          40 bytes
 *   connector → acceptor    magic, nonce C, HMAC(secret, "connector", A, C)         72 bytes
 *   acceptor  → connector   HMAC(secret, "acceptor", A, C)                          32 bytes
 * </pre>
 *
 * <p>The nonces are fresh, so a recorded handshake is worth nothing later; the roles differ, so a
 * proof cannot be sent back to its sender. The connector proves first, so that a scanner of ports
 * gets nothing on which secrets could be tried. All lengths are fixed: nothing that a stranger
 * sends decides how much is read or held.
 *
 * <p>What it does not give: the connection is neither encrypted nor signed afterwards. Who can read
 * or change the traffic of a network needs to be kept out of it by other means, such as a private
 * network or a VPN.
 *
 * <p>Thread-safe; the sockets are blocking ones.
 */
final class SecretHandshake {
  private static final byte[] MAGIC = "TUNE4J/1".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 32;
  private static final String CONNECTOR = "tune4j member handshake 1: connector";
  private static final String ACCEPTOR = "tune4j member handshake 1: acceptor";

  private final Secret secret;
  private final Duration limit;
  private final SecureRandom random = new SecureRandom(); // nonces; no part of any result

  /**
   * @param limit how long all of it may take
   */
  SecretHandshake(Secret secret, Duration limit) {
    this.secret = secret;
    this.limit = limit;
  }

  /**
   * The side that was called.
   *
   * @throws RefusedException when the other side is no member
   */
  void accept(Socket socket) throws IOException {
    Link link = new Link(socket, limit);
    byte[] ours = nonce();
    link.write(MAGIC, ours);
    byte[] theirs = link.greeting();
    byte[] proof = link.read(Secret.SIGNATURE);
    if (!MessageDigest.isEqual(proof, secret.sign(CONNECTOR, ours, theirs))) {
      throw new RefusedException(SECRET, "it has another secret, or none");
    }
    link.write(secret.sign(ACCEPTOR, ours, theirs));
    link.done();
  }

  /**
   * The side that calls.
   *
   * @throws RefusedException when the other side is no member, or takes us for none
   */
  void connect(Socket socket) throws IOException {
    Link link = new Link(socket, limit);
    byte[] theirs = link.greeting();
    byte[] ours = nonce();
    link.write(MAGIC, ours, secret.sign(CONNECTOR, theirs, ours));
    byte[] proof;
    try {
      proof = link.read(Secret.SIGNATURE);
    } catch (RefusedException e) {
      throw e.why() == BROKEN || e.why() == SILENT
          ? new RefusedException(SECRET, "it closed the connection: the secrets differ")
          : e;
    }
    if (!MessageDigest.isEqual(proof, secret.sign(ACCEPTOR, theirs, ours))) {
      throw new RefusedException(SECRET, "it has another secret");
    }
    link.done();
  }

  private byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  /** A socket on which everything together has a time limit. */
  private static final class Link {
    private final Socket socket;
    private final long deadline;
    private boolean heard;

    Link(Socket socket, Duration limit) {
      this.socket = socket;
      this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** The other side's nonce. */
    byte[] greeting() throws IOException {
      byte[] magic = read(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new RefusedException(STRANGER, "it is no tune4j member of this version");
      }
      return read(NONCE);
    }

    byte[] read(int length) throws IOException {
      byte[] bytes = new byte[length];
      int have = 0;
      try {
        InputStream in = socket.getInputStream();
        while (have < length) {
          socket.setSoTimeout(millisLeft());
          int more = in.read(bytes, have, length - have);
          if (more < 0) {
            throw heard
                ? new RefusedException(BROKEN, "it left in the middle of the handshake")
                : new RefusedException(SILENT, "it left without a word");
          }
          heard = true;
          have += more;
        }
        return bytes;
      } catch (SocketTimeoutException | ClosedChannelException e) { // closed: by HalfOpen
        throw new RefusedException(LATE, "it did not finish the handshake in time");
      } catch (RefusedException e) {
        throw e;
      } catch (IOException e) {
        throw new RefusedException(
            heard ? BROKEN : SILENT, "the connection broke: " + e.getMessage());
      }
    }

    void write(byte[]... parts) throws IOException {
      ByteBuffer all =
          ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
      for (byte[] part : parts) {
        all.put(part);
      }
      try {
        socket.getOutputStream().write(all.array());
      } catch (IOException e) {
        throw new RefusedException(
            heard ? BROKEN : SILENT, "the connection broke: " + e.getMessage());
      }
    }

    /** Leaves the socket without a time limit, as it came. */
    void done() throws IOException {
      socket.setSoTimeout(0);
    }

    private int millisLeft() throws RefusedException {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new RefusedException(LATE, "it did not finish the handshake in time");
      }
      return (int) left;
    }
  }
}
