package org.tune4j.tuner.grid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tune4j.runner.Part;
import org.tune4j.runner.PartHosting;

/** Parts across a real grid: those of bundles 1 and 2 run on other members than their trial. */
@Tag("slow")
final class GridPartsTest extends PartsContract {
  private ThreeMembers grid;

  @BeforeEach
  void startGrid() {
    grid = new ThreeMembers(folder);
  }

  @AfterEach
  void stopGrid() {
    grid.close();
  }

  @Override
  PartHosting hosting() {
    return grid.hosting(0);
  }

  @Override
  String member(int bundle) {
    return grid.id(bundle);
  }

  @Test
  void aPartRunsOnTheMemberOfItsBundle() throws Exception {
    for (int bundle = 1; bundle < 3; bundle++) {
      assertThat(Rollouts.ask(start(bundle), "write")).contains("/member-" + bundle + "/part-");
    }
  }

  @Test
  void callsOfAPartWhoseMemberIsKilledFail() throws Exception {
    Part part = start(2);
    Part other = start(1);
    assertThat(Rollouts.ask(part, "count")).isEqualTo("1");
    CompletableFuture<byte[]> busy = part.call("sleep".getBytes(UTF_8));
    String address = grid.member(2).card().address();
    grid.kill(2);
    assertThatThrownBy(busy::get)
        .hasMessageContaining("member " + address + " of bundle 2 is gone");
    part.closed().get();
    assertThatThrownBy(() -> Rollouts.ask(part, "count")).hasMessageContaining("is gone");
    assertThatThrownBy(() -> Rollouts.ask(start(2), "count")).hasMessageContaining("is gone");
    assertThat(Rollouts.ask(other, "count")).isEqualTo("1");
  }

  @Test
  void aPartWhoseTrialsMemberIsKilledIsClosed() throws Exception {
    Part part = grid.hosting(1).start(spec(2, Rollouts.class.getName()), new byte[0]);
    assertThat(Rollouts.ask(part, "count")).isEqualTo("1");
    assertThat(Rollouts.OPEN).hasSize(1);
    grid.kill(1);
    while (!Rollouts.OPEN.isEmpty()) {
      Thread.sleep(50);
    }
  }
}
