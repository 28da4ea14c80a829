package org.tune4j.search.de;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tune4j.search.AlgorithmContract;

class DehbTest extends AlgorithmContract {
  @Override
  protected String kind() {
    return "dehb";
  }

  private static Slots.Member member(int number, double value) {
    return new Slots.Member(number, new double[0], value);
  }

  @Test
  void aSlotKeepsTheBestWhateverTheOrderOfArrival() {
    List<Slots.Member> members =
        List.of(member(0, 3), member(3, 1), member(6, 1), member(9, 2), member(1, 5));
    Slots forwards = new Slots(3);
    members.forEach(forwards::compete);
    Slots backwards = new Slots(3);
    members.reversed().forEach(backwards::compete);
    backwards.compete(members.get(0));
    assertThat(forwards.sorted()).extracting(Slots.Member::number).containsExactly(6, 1);
    assertThat(backwards.sorted()).isEqualTo(forwards.sorted());
    assertThat(forwards.target(12).number()).isEqualTo(6);
    assertThat(forwards.target(4).number()).isEqualTo(1);
    assertThat(forwards.target(5).number()).as("nobody is there yet").isEqualTo(6);
  }
}
