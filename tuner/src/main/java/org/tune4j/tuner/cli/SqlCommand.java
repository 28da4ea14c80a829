package org.tune4j.tuner.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tune sql}. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Answers a query that only reads, also while a sweep runs.",
    footer = {
      "",
      "Each sweep NAME has the relations NAME_trials and NAME_results; all: sweep, trial,"
          + " trial_param, result, metric, checkpoint.",
      "  tune sql \"select name, status from sweep\""
    })
final class SqlCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUERY", description = "One SQL query.")
  private String query;

  @Mixin private Reading reading;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "The longest that the query may take (default: ${DEFAULT-VALUE}).")
  private int timeoutS;

  @Override
  public Integer call() throws IOException {
    Duration timeout = Duration.ofSeconds(Math.max(1, timeoutS));
    return reading.run((reader, out) -> reader.query(query, timeout, reading.to(out)));
  }
}
