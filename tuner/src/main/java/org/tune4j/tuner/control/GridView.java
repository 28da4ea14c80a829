package org.tune4j.tuner.control;

import java.util.List;
import java.util.Objects;
import org.tune4j.tuner.report.SweepView;

/**
 * How a grid stands at one moment, for people. Immutable.
 *
 * @param driver the address of the driver's member, such as {@code 10.0.0.5:5701}
 * @param version of tune4j on the driver
 * @param members all that take part now, the driver's own first
 * @param sweeps those that run or have ended lately, the oldest first
 */
public record GridView(
    String driver, String version, List<MemberView> members, List<SweepView> sweeps) {
  public GridView {
    Objects.requireNonNull(driver);
    Objects.requireNonNull(version);
    members = List.copyOf(members);
    sweeps = List.copyOf(sweeps);
  }
}
