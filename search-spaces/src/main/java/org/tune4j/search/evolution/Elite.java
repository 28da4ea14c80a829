package org.tune4j.search.evolution;

import io.jenetics.DoubleGene;
import io.jenetics.Phenotype;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.List;

/** The best of those that were added, best first; of equals, the earlier. */
final class Elite {
  private final int capacity;
  private final List<Member> members = new ArrayList<>();

  Elite(int capacity) {
    this.capacity = capacity;
  }

  void add(Member member) {
    int at = members.size();
    while (at > 0 && members.get(at - 1).value() > member.value()) {
      at--;
    }
    if (at < capacity) {
      members.add(at, member);
      if (members.size() > capacity) {
        members.removeLast();
      }
    }
  }

  List<Member> members() {
    return members;
  }

  int size() {
    return members.size();
  }

  ISeq<Phenotype<DoubleGene, Double>> phenotypes() {
    return members.stream().map(Member::phenotype).collect(ISeq.toISeq());
  }
}
