package org.tune4j.tuner.control;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * Takes calls over HTTP while it is open, and says where in the results folder's {@code
 * tune.control}. That file has a secret of its own, random at each start, so whoever may read it
 * can call on the server's machine; others need the secret that the server was started with.
 *
 * <p>What comes without a right signature is answered 401 with nothing else. It holds one of
 * {@value #MAX_THREADS} threads until it has come, 20 s at most; when none is left, the next
 * connections are closed at once.
 */
public final class ControlServer implements AutoCloseable {
  static final int MAX_THREADS = 64;

  private static final int BACKLOG = 128;
  private static final int MAX_NONCES = 200_000;
  private static final int SECRET_BYTES = 32;
  private static final long IDLE_S = 10;

  private final HttpServer http;
  private final ThreadPoolExecutor threads;
  private final ControlAddress address;
  private final ControlFile file;
  private final Path results;

  static {
    limit("sun.net.httpserver.maxReqTime", 20); // seconds
    limit("sun.net.httpserver.maxRspTime", 120);
    limit("sun.net.httpserver.maxReqHeaders", 50);
    limit("sun.net.httpserver.maxReqHeaderSize", 16 * 1024);
    limit("jdk.httpserver.maxConnections", 4 * MAX_THREADS);
    unlessSet("sun.net.httpserver.nodelay", "true"); // answers are small, and somebody waits
  }

  private ControlServer(
      HttpServer http,
      ThreadPoolExecutor threads,
      ControlAddress address,
      ControlFile file,
      Path results) {
    this.http = http;
    this.threads = threads;
    this.address = address;
    this.file = file;
    this.results = results;
  }

  /**
   * Begins to take calls.
   *
   * @param control who answers them
   * @param results the results folder, which must be there
   * @param settings where, and who may
   * @throws InvalidInputException when the address cannot be had, or can be reached from other
   *     machines and there is no secret
   * @throws IOException when the file cannot be written
   */
  public static ControlServer start(Control control, Path results, ControlSettings settings)
      throws IOException {
    return start(control, results, settings, InstantSource.system());
  }

  static ControlServer start(
      Control control, Path results, ControlSettings settings, InstantSource clock)
      throws IOException {
    InetAddress bind = bindTo(settings);
    HttpServer http = listen(new InetSocketAddress(bind, settings.port()));
    int port = http.getAddress().getPort();
    ControlFile file =
        ControlFile.of(
            new ControlAddress(forThisMachine(bind, settings), port), Signing.random(SECRET_BYTES));
    List<Signing> signings = new ArrayList<>();
    signings.add(new Signing(file.asSecret()));
    Secret secret = settings.secret();
    if (secret != null) {
      signings.add(new Signing(secret));
    }
    ThreadPoolExecutor threads = threads();
    http.setExecutor(threads);
    http.createContext(
        "/", new SignedHandler(signings, new Nonces(MAX_NONCES), clock, new ControlCalls(control)));
    http.start();
    ControlServer server =
        new ControlServer(http, threads, new ControlAddress(settings.bind(), port), file, results);
    try {
      file.write(results);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Where it takes calls. */
  public ControlAddress address() {
    return address;
  }

  /** Stops taking calls; those that are being answered get a moment. */
  @Override
  public void close() {
    file.delete(results);
    http.stop(1);
    threads.shutdownNow();
  }

  private static InetAddress bindTo(ControlSettings settings) {
    try {
      InetAddress bind = InetAddress.getByName(settings.bind());
      if (!bind.isLoopbackAddress() && settings.secret() == null) {
        throw new InvalidInputException(
            new Problem(
                "bind: "
                    + settings.bind()
                    + " can be reached from other machines, and there is no secret",
                null,
                "name one with --secret-file, or set TUNE_SECRET"));
      }
      return bind;
    } catch (UnknownHostException e) {
      throw new InvalidInputException(
          new Problem(
              "bind: this machine knows no host " + settings.bind(), null, "use its address"));
    }
  }

  private static HttpServer listen(InetSocketAddress at) {
    try {
      return HttpServer.create(at, BACKLOG);
    } catch (IOException e) {
      throw new InvalidInputException(
          new Problem(
              "control: cannot listen on "
                  + at.getAddress().getHostAddress()
                  + ":"
                  + at.getPort()
                  + " ("
                  + e.getMessage()
                  + ")",
              null,
              "name another with --control-port"));
    }
  }

  /** The address of a wildcard is none that can be called. */
  private static String forThisMachine(InetAddress bind, ControlSettings settings) {
    return bind.isAnyLocalAddress()
        ? InetAddress.getLoopbackAddress().getHostAddress()
        : settings.bind();
  }

  /** Platform threads: a slow sender would pin a virtual one, and with it what carries them all. */
  private static ThreadPoolExecutor threads() {
    ThreadFactory named = Thread.ofPlatform().daemon().name("tune-control-", 0).factory();
    return new ThreadPoolExecutor(
        0, MAX_THREADS, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(), named);
  }

  /** The JDK's server reads its limits once, from here; what somebody has set stays. */
  private static void limit(String property, int value) {
    unlessSet(property, String.valueOf(value));
  }

  private static void unlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Where a server takes calls, and who may.
   *
   * @param bind the host to listen on
   * @param port from 1; 0 for any that is free
   * @param secret what calls from other machines are signed with; {@code null} when there are none
   */
  public record ControlSettings(String bind, int port, @Nullable Secret secret) {
    /** On this machine alone, at any free port. */
    public static final ControlSettings LOOPBACK = new ControlSettings("127.0.0.1", 0, null);
  }
}
