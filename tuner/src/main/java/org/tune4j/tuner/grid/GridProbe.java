package org.tune4j.tuner.grid;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.grid.RefusedException.Why;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problems;

/**
 * Asks the places that a member shall join, before it starts, whether they would take it: a person
 * who mistyped the secret wants to hear that, and not that the member is alone.
 */
public final class GridProbe {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private GridProbe() {}

  /**
   * Asks them once, one after the other; each may take up to 6 s. Services of Kubernetes are not
   * asked.
   *
   * @return whether a member answered that takes us
   * @throws InvalidInputException when none did, and those that listen have another secret or are
   *     no members of tune4j
   */
  public static boolean ask(GridSettings settings) {
    Problems problems = new Problems();
    SecretHandshake handshake = new SecretHandshake(GridConfig.secret(settings), LIMIT);
    for (String text : settings.join()) {
      if (JoinPlace.of(text) instanceof JoinPlace.At at) {
        try {
          ask(at.place(), handshake);
          return true;
        } catch (RefusedException e) {
          if (e.why() == Why.SECRET || e.why() == Why.STRANGER) { // else it is busy, or frozen
            problems.add(null, "--join " + at.place() + ": " + e.getMessage(), hint(e, settings));
          }
        } catch (IOException e) {
          // Nobody is there yet.
        }
      }
    }
    problems.throwIfAny();
    return false;
  }

  private static void ask(HostPort place, SecretHandshake handshake) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place.host(), place.port()), (int) LIMIT.toMillis());
      handshake.connect(socket);
    }
  }

  private static @Nullable String hint(RefusedException e, GridSettings settings) {
    if (e.why() != Why.SECRET) {
      return null;
    }
    return settings.secret() == null
        ? "name the grid's secret with --secret-file, or set " + Secret.VARIABLE
        : "use the secret of the other members";
  }
}
