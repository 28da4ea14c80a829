package org.tune4j.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The member's end of the line to a {@link ForkedProgram}: a socket of the loopback interface that
 * takes one connection, of the one that knows the secret. One thread calls; an own thread listens,
 * so that who waits for an answer can be interrupted.
 */
final class ForkLink implements AutoCloseable {
  private sealed interface Event {
    record Connected() implements Event {}

    record Answer(Map<String, @Nullable Object> values) implements Event {}

    record Closed() implements Event {}
  }

  private final ServerSocket server;
  private final String secret;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile @Nullable Socket socket;
  private int unanswered;

  private ForkLink(ServerSocket server, String secret) {
    this.server = server;
    this.secret = secret;
  }

  static ForkLink open() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    return new ForkLink(server, Secrets.hex(32));
  }

  /** What the program must be told to find this end. */
  String address() {
    return server.getLocalPort() + ":" + secret;
  }

  /**
   * Listens from now on.
   *
   * @param programIsAlive whether it may still connect
   */
  void listen(String name, BooleanSupplier programIsAlive) {
    Thread.ofPlatform().daemon().name(name).start(() -> listen(programIsAlive));
  }

  /** Waits until the program has connected; false when it never will. */
  boolean awaitProgram() throws InterruptedException {
    return events.take() instanceof Event.Connected;
  }

  /** Makes a call and returns at once; what cannot be sent has no answer. */
  void send(Map<String, @Nullable Object> call) {
    unanswered++;
    write(StepJson.write(call));
  }

  /** Wakes the program up from the call that it is in. */
  void interrupt() {
    write(StepJson.write(Map.of("call", "interrupt")));
  }

  /** The answer to the last call; {@code null} when the program is gone. */
  @Nullable Map<String, @Nullable Object> answer() throws InterruptedException {
    return answer(events.take());
  }

  /** The same, but {@code null} also when it takes longer. */
  @Nullable Map<String, @Nullable Object> answer(double seconds) throws InterruptedException {
    long deadline = System.nanoTime() + (long) (seconds * 1e9);
    while (true) { // the answer to a call that was interrupted may come first
      Event event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      Map<String, @Nullable Object> answer = event == null ? null : answer(event);
      if (answer == null || unanswered == 0) {
        return answer;
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // nothing more to be had from it
    }
  }

  private @Nullable Map<String, @Nullable Object> answer(Event event) {
    if (event instanceof Event.Answer(var values)) {
      unanswered--;
      return values;
    }
    events.add(new Event.Closed()); // for who asks next
    return null;
  }

  private void write(String line) {
    try {
      OutputStream out = Objects.requireNonNull(socket, "not connected").getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // the listening thread notices
    }
  }

  private void listen(BooleanSupplier programIsAlive) {
    try (server) {
      server.setSoTimeout(200);
      BufferedReader in = null;
      while (in == null && programIsAlive.getAsBoolean()) {
        in = accept();
      }
      server.close();
      if (in != null) {
        listen(in);
      }
    } catch (IOException e) {
      // as good as its end
    } finally {
      events.add(new Event.Closed());
    }
  }

  private void listen(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Map<String, @Nullable Object> answer = StepJson.read(bytes, bytes.length);
      events.add(answer == null ? new Event.Closed() : new Event.Answer(answer));
    }
  }

  /** The program, or {@code null} when it was somebody else or nobody yet. */
  private @Nullable BufferedReader accept() throws IOException {
    Socket accepted;
    try {
      accepted = server.accept();
    } catch (SocketTimeoutException e) {
      return null;
    }
    accepted.setTcpNoDelay(true);
    accepted.setSoTimeout(2000); // who connects must say the secret soon
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8));
    if (!knowsSecret(in)) {
      accepted.close();
      return null;
    }
    accepted.setSoTimeout(0);
    socket = accepted;
    events.add(new Event.Connected());
    return in;
  }

  private boolean knowsSecret(BufferedReader in) {
    try {
      char[] said = new char[secret.length() + 1]; // no more is read of somebody else
      int length = 0;
      for (int c = in.read(); c >= 0 && c != '\n' && length < said.length; c = in.read()) {
        said[length++] = (char) c;
      }
      return MessageDigest.isEqual(
          new String(said, 0, length).getBytes(StandardCharsets.UTF_8),
          secret.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false;
    }
  }
}
