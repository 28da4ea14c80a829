package org.tune4j.tuner.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tune4j.results.SweepStatus;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/**
 * A server in another process. Each call is signed and ends within a minute; an answer that is not
 * signed with the same secret is not believed. Thread-safe.
 *
 * <p>Beside what {@link Control} says, each call throws {@link InvalidInputException} when no
 * server answers, when the secret is wrong or the clocks differ, and {@link ServerFailure} when the
 * server understood and failed.
 */
public final class ControlClient implements Control, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE_CALL = Duration.ofSeconds(60);
  private static final int NONCE_BYTES = 16;

  /**
   * How the HTTP client begins to tell that a connection was cut; what had come by then follows.
   */
  private static final String PARSING = "parsing HTTP/1.1 ";

  private final ControlAddress server;
  private final Signing signing;
  private final InstantSource clock;
  private final Duration limit;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(CONNECT)
          .build();
  private volatile @Nullable String id;

  private ControlClient(
      ControlAddress server, Signing signing, InstantSource clock, Duration limit) {
    this.server = server;
    this.signing = signing;
    this.clock = clock;
    this.limit = limit;
  }

  /** A client of the server at that address. Nothing is sent yet. */
  public static ControlClient of(ControlAddress server, Secret secret) {
    return of(server, secret, InstantSource.system(), WHOLE_CALL);
  }

  static ControlClient of(
      ControlAddress server, Secret secret, InstantSource clock, Duration limit) {
    return new ControlClient(server, new Signing(secret), clock, limit);
  }

  /**
   * A client of the server of a results folder.
   *
   * @return {@code null} when no server answers for it
   * @throws InvalidInputException when one answers and does not accept this client
   */
  public static @Nullable ControlClient find(Path results) {
    ControlFile file = ControlFile.read(results);
    if (file == null || !file.mayBeAlive()) {
      return null;
    }
    ControlClient client = of(file.address(), file.asSecret());
    try {
      client.hello();
      return client;
    } catch (InvalidInputException e) {
      client.close();
      if (e.getCause() != null) { // nobody answers there any more
        return null;
      }
      throw e;
    }
  }

  /** Where the server is. */
  public ControlAddress server() {
    return server;
  }

  @Override
  public List<String> submit(List<SweepText> files, String user, @Nullable Long seed) {
    return call(Call.SUBMIT, new Call.Submit(files, user, seed), Call.Names.class).names();
  }

  @Override
  public SweepStatus stop(String sweep, String user) {
    return call(Call.STOP, new Call.Stop(sweep, user), Call.Stopped.class).was();
  }

  @Override
  public boolean resume(String sweep, @Nullable Integer numSamples, String user) {
    return call(Call.RESUME, new Call.Resume(sweep, numSamples, user), Call.Resumed.class).goesOn();
  }

  @Override
  public GridView status() {
    return call(Call.STATUS, new Call.Empty(), GridView.class);
  }

  @Override
  public LogPage logs(LogQuery query) {
    return call(Call.LOGS, query, LogPage.class);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private <T> T call(String path, Object message, Class<T> type) {
    byte[] body = bytes(message);
    if (body.length > SignedHandler.MAX_BODY) {
      throw refused("the files are larger than " + (SignedHandler.MAX_BODY >> 20) + " MiB", null);
    }
    String known = id;
    Answer answer = exchange(path, known == null ? hello() : known, body);
    if (answer.status() == Answer.ANOTHER_START) { // it was restarted since
      answer = exchange(path, hello(), body);
    }
    return read(answer, type);
  }

  /** Asks for the id of the server's start, which all other calls are signed for. */
  private String hello() {
    Call.Hello hello = read(exchange(Call.HELLO, "", bytes(new Call.Empty())), Call.Hello.class);
    id = hello.id();
    return hello.id();
  }

  private <T> T read(Answer answer, Class<T> type) {
    try {
      return switch (answer.status()) {
        case Answer.OK -> ControlJson.read(answer.json(), type);
        case Answer.REFUSED ->
            throw new InvalidInputException(
                ControlJson.read(answer.json(), Call.Refusal.class).problems());
        case Answer.CLOCK ->
            throw otherTime(ControlJson.read(answer.json(), Call.OtherTime.class).serverMillis());
        default ->
            throw new ServerFailure(
                "the server at %s failed (%s)"
                    .formatted(
                        server, ControlJson.read(answer.json(), Call.Failure.class).message()));
      };
    } catch (IOException e) {
      throw new ServerFailure(
          "the server at %s has another version of tune4j: its answer was not understood"
              .formatted(server));
    }
  }

  private Answer exchange(String path, String to, byte[] body) {
    RequestLine line =
        new RequestLine(
            "POST",
            path,
            to,
            String.valueOf(clock.millis()),
            Signing.random(NONCE_BYTES),
            Signing.sha256(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server + path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .header(RequestLine.SIGNATURE, signing.of(line));
    line.headers(request::header);
    HttpResponse<byte[]> response = send(request.build());
    String signature = response.headers().firstValue(RequestLine.SIGNATURE).orElse("");
    byte[] answer = response.body();
    if (!Signing.same(signing.of(response.statusCode(), line.nonce(), answer), signature)) {
      throw unsigned(response.statusCode());
    }
    return new Answer(response.statusCode(), new String(answer, StandardCharsets.UTF_8));
  }

  private static byte[] bytes(Object message) {
    return ControlJson.write(message).getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, head -> new LimitedBody());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw speaksOtherwise(e) ? notTheControlPort(e) : noAnswer(why(e.getCause()), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw noAnswer("it said nothing for " + limit.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while waiting for " + server));
    }
  }

  private InvalidInputException noAnswer(String why, Exception cause) {
    InvalidInputException problem =
        refused("no server answers at " + server + " (" + why + ")", "start it with `tune server`");
    problem.initCause(cause);
    return problem;
  }

  /** Whether something answered, and not in HTTP; then the message has bytes that it sent. */
  private static boolean speaksOtherwise(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof ProtocolException || message.startsWith(PARSING + "status line")) {
        return true;
      }
    }
    return false;
  }

  private InvalidInputException notTheControlPort(Exception cause) {
    InvalidInputException problem =
        refused(
            "no tune4j server's control port answers at "
                + server
                + " (what listens there does not speak HTTP)",
            "it is the grid's port; the control port is the one that `tune server` printed after"
                + " --server");
    problem.initCause(cause);
    return problem;
  }

  private static String why(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "there is no host of that name";
      case ConnectException e -> "the connection was refused";
      case HttpConnectTimeoutException e -> "it cannot be reached";
      case IOException e when e.getMessage() != null && !e.getMessage().startsWith(PARSING) ->
          e.getMessage();
      case null, default -> "the connection was cut";
    };
  }

  private InvalidInputException unsigned(int status) {
    return status == 401
        ? refused(
            "the server at " + server + " refuses this secret",
            "use the one that it was started with: --secret-file FILE, or TUNE_SECRET")
        : refused(
            "what answers at " + server + " does not know the secret: it is not that server",
            "look at the address that `tune server` printed");
  }

  private InvalidInputException otherTime(long serverMillis) {
    return refused(
        "the clocks differ by more than %d min: it is %s here and %s at the server %s"
            .formatted(
                Signing.MAX_SKEW.toMinutes(),
                Instant.ofEpochSecond(clock.millis() / 1000),
                Instant.ofEpochSecond(serverMillis / 1000),
                server),
        "set the clock that is wrong");
  }

  private static InvalidInputException refused(String message, @Nullable String maybe) {
    return new InvalidInputException(new Problem(message, null, maybe));
  }
}
