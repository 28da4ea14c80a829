package org.tune4j.tuner.cli;

import org.jspecify.annotations.Nullable;
import org.tune4j.tuner.control.User;
import picocli.CommandLine.Option;

/** Who asks a server for something. */
final class UserOption {
  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who asks (default: the user of this process).")
  private @Nullable String user;

  String name() {
    return user == null ? User.ofThisProcess() : User.check(user);
  }
}
