package org.tune4j.tuner.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tune ls}. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Lists the sweeps of the results folder, oldest first.")
final class LsCommand implements Callable<Integer> {
  private static final String QUERY =
      """
      select s.name, %s as status,
        (select count(*) from trial t where t.sweep_id = s.id) as trials,
        (select count(*) from trial t where t.sweep_id = s.id and t.status = 'TERMINATED') as ended_well,
        (select count(*) from trial t where t.sweep_id = s.id and t.status = 'ERROR') as in_error,
        s.metric,
        case when lower(s.mode) = 'max'
          then (select max(best_value) from trial t where t.sweep_id = s.id)
          else (select min(best_value) from trial t where t.sweep_id = s.id) end as best_value,
        s.created_at, %s as reason
      from sweep s order by s.id\
      """;

  @Mixin private Reading reading;

  @Override
  public Integer call() throws IOException {
    return reading.run((reader, out) -> reader.query(query(reader.hasWriter()), reading.to(out)));
  }

  /** A sweep that seems to run in a folder without a writer does not. */
  private static String query(boolean hasWriter) {
    return hasWriter
        ? QUERY.formatted("s.status", "s.reason")
        : QUERY.formatted(
            "case s.status when 'RUNNING' then 'DIED' else s.status end",
            "case s.status when 'RUNNING' then '%s' || s.name else s.reason end"
                .formatted(Dead.REASON));
  }
}
