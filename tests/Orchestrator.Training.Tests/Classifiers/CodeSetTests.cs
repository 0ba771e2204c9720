using Orchestrator.Training.Classifiers.Trees;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Classifiers;

public sealed class CodeSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4096)]
    [InlineData(100_000)]
    public void Codes_come_back_once_each_in_order_and_leave_the_set_empty(int bound)
    {
        var random = new PhiloxSequence(3, 0);
        var set = new CodeSet(bound);
        var codes = new int[bound + CodeSet.Slack];
        for (var round = 0; round < 3; round++)
        {
            int[] added = [bound - 1, 0, .. Enumerable.Range(0, 300).Select(_ => random.NextInt(bound))];
            foreach (var code in added)
                set.Add(code);
            Assert.Equal(added.Distinct().Order(), codes[..set.Drain(codes)]);
        }
    }
}
