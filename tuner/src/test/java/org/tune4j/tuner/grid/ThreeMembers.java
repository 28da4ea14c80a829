package org.tune4j.tuner.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tune4j.results.Office;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartHosting;
import org.tune4j.runner.TrainableRegistry;
import org.tune4j.trial.Placement;
import org.tune4j.trial.Resources;
import org.tune4j.tuner.place.Offer;

/** A grid of a driver and two more members, all in this JVM, on loopback. */
final class ThreeMembers implements AutoCloseable {
  private static final String SECRET = "a secret of sixteen or more";

  final TrainableRegistry registry = TrainableRegistry.load();
  final HazelcastGrid driver;
  private final List<GridMember> workers = new ArrayList<>();

  ThreeMembers(Path folder) {
    driver =
        HazelcastGrid.open(settings(List.of()), new Office("d1", 1), "test", member(folder, 0));
    for (int i = 1; i < 3; i++) {
      workers.add(
          GridMember.start(settings(List.of(driver.self().address())), "test", member(folder, i)));
    }
  }

  /** The member of that number; 0 is the driver's. */
  GridMember member(int number) {
    return number == 0 ? driver.member() : workers.get(number - 1);
  }

  String id(int number) {
    return member(number).card().id();
  }

  /** Starts parts of the trials of a member, each of an attempt of its own. */
  PartHosting hosting(int number) {
    GridParts parts = member(number).parts();
    return (spec, setup) -> {
      long hold = parts.newHold();
      var unused = parts.book(hold, "d1", new Placement(List.of(spec.slot())), why -> {});
      Part part = parts.start(hold, spec, setup);
      var unused2 = part.closed().thenRun(() -> parts.release(hold));
      return part;
    };
  }

  /** No farewell. */
  void kill(int number) {
    member(number).hazelcast().getLifecycleService().terminate();
  }

  @Override
  public void close() {
    workers.forEach(GridMember::close);
    driver.close();
  }

  private GridMember.MemberSettings member(Path folder, int number) {
    return new GridMember.MemberSettings(
        Offer.of(new Resources(2, 2)), registry, folder.resolve("member-" + number), 600);
  }

  private static GridSettings settings(List<String> join) {
    return new GridSettings(
        "tune4j-parts",
        GridSettings.LOOPBACK,
        0,
        join,
        Secret.of(SECRET, "test"),
        GridSettings.FROZEN_AFTER);
  }
}
