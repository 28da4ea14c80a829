package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import org.tune4j.yaml.Problems;

/**
 * Asks the places that a member shall join, before it starts, whether they would take it: a person
 * who mistyped the secret wants to hear that, and not that the member is alone.
 */
public final class GridProbe {
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int ANSWER = "HTTP/1.1 401 ".length();

  private GridProbe() {}

  /**
   * Asks them once, one after the other; each may take up to 12 s. Of services of Kubernetes only
   * the names are looked up.
   *
   * @return empty when a member answered that takes us; else that nobody did
   * @throws InvalidInputException when none did, and those that listen have another secret or are
   *     no members of tune4j
   */
  public static Optional<Problem> ask(GridSettings settings) {
    Problems problems = new Problems();
    for (String text : settings.join()) {
      boolean found =
          switch (JoinPlace.of(text)) {
            case JoinPlace.At at -> answers(at.place(), settings, problems);
            case JoinPlace.ServiceDns service -> isKnown(service.name());
            case JoinPlace.Service service -> true;
          };
      if (found) {
        return Optional.empty();
      }
    }
    problems.throwIfAny();
    return Optional.of(nobody(settings));
  }

  private static Problem nobody(GridSettings settings) {
    boolean named = settings.join().stream().anyMatch(JoinPlace::isKubernetes);
    return new Problem(
        "--join: " + (named ? "no name server knows " : "nobody answers at ") + settings.joinText(),
        null,
        named
            ? "look for the headless service with: kubectl get service"
            : "start somebody there with: tune server --bind HOST:PORT");
  }

  private static boolean isKnown(String host) {
    return !new InetSocketAddress(host, 0).isUnresolved();
  }

  private static boolean answers(HostPort place, GridSettings settings, Problems problems) {
    String option = "--join " + place + ": ";
    try {
      ask(place, new SecretHandshake(GridConfig.secret(settings), LIMIT));
      return true;
    } catch (RefusedException e) {
      switch (e.why()) {
        case SECRET -> problems.add(null, option + e.getMessage(), hint(settings));
        case STRANGER ->
            problems.add(null, option + "something else listens there: " + e.getMessage());
        case SILENT, BROKEN, LATE -> {
          String http = httpAnswer(place); // else it is busy, or frozen
          if (http.startsWith("HTTP/1.1 401 ")) {
            problems.add(
                null,
                option + "that is the control port of a server",
                "join the grid's port: `tune server` prints it, and tries "
                    + GridSettings.PORT
                    + " first");
          } else if (!http.isEmpty()) {
            problems.add(null, option + "something else listens there");
          }
        }
      }
    } catch (IOException e) {
      // Nobody is there yet.
    }
    return false;
  }

  private static void ask(HostPort place, SecretHandshake handshake) throws IOException {
    try (Socket socket = connect(place)) {
      handshake.connect(socket);
    }
  }

  /** The beginning of what somebody says who waits for a request of HTTP; empty when nothing. */
  private static String httpAnswer(HostPort place) {
    try (Socket socket = connect(place)) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket
          .getOutputStream()
          .write(
              "POST /v1/hello HTTP/1.1\r\nHost: tune4j\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(ANSWER), US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  private static Socket connect(HostPort place) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(place.host(), place.port()), (int) LIMIT.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String hint(GridSettings settings) {
    return settings.secret() == null
        ? "name the grid's secret with --secret-file, or set " + Secret.VARIABLE
        : "use the secret of the other members";
  }
}
