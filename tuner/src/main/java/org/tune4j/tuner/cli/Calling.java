package org.tune4j.tuner.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.control.ControlAddress;
import org.tune4j.tuner.control.ControlClient;
import org.tune4j.tuner.grid.Secret;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server is called; options of the commands that ask one for something. */
final class Calling {
  @Mixin private ResultsFolder results;
  @Mixin private SecretOption secret;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "A server on another machine (default: the one of the results folder).")
  private @Nullable String server;

  /**
   * The server.
   *
   * @throws InvalidInputException when none answers
   */
  ControlClient open() {
    ControlClient client = find();
    if (client == null) {
      throw new InvalidInputException(
          new Problem(
              "no server answers for the results folder " + folder(),
              null,
              "start one with `tune server`, or name another with --results or --server"));
    }
    return client;
  }

  /** The server; {@code null} when none was named and none answers for the results folder. */
  @Nullable ControlClient find() {
    if (server == null) {
      return ControlClient.find(folder());
    }
    ControlAddress address = ControlAddress.parse("--server", server);
    Secret known = secret.find();
    if (known == null) {
      throw noSecret();
    }
    return ControlClient.of(address, known);
  }

  private InvalidInputException noSecret() {
    return new InvalidInputException(
        new Problem(
            "--server: a server that is named asks for its secret (" + server + ")",
            null,
            "name its file with --secret-file, or set "
                + Secret.VARIABLE
                + "; on the server's own machine, --results FOLDER does without"));
  }

  boolean isNamed() {
    return server != null;
  }

  Path folder() {
    return results.folder();
  }

  void folderMustExist() {
    results.mustExist();
  }

  /** A command for the same server, as a person would type it. */
  String typed(String command, String argument) {
    return server == null
        ? Typed.command(command, folder(), argument)
        : Typed.launcher()
            + " "
            + command
            + " --server "
            + Typed.quoted(server)
            + secret.typed()
            + (argument.isEmpty() ? "" : " " + Typed.quoted(argument));
  }
}
