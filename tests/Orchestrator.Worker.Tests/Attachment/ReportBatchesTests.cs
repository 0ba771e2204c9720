using System.Threading.Channels;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.Worker.Attachment;

namespace Orchestrator.Worker.Tests.Attachment;

public sealed class ReportBatchesTests
{
    [Fact]
    public void Results_of_two_leases_that_come_by_turns_travel_in_one_message_each()
    {
        var messages = Enumerable.Range(0, 100).Select(i => Finished(i % 2, i)).ToList<WorkerMessage>();
        messages.Add(new LeaseReturned(new LeaseId(1)));

        var wire = WorkerMessageMapper.ToWire(Take(messages), "w").ToList();

        Assert.Equal([50, 50], wire.Where(m => m.Results is not null).Select(m => m.Results.Outcomes.Count));
        Assert.Equal(3, wire.Count);
    }

    [Fact]
    public void Nothing_is_lost_and_the_messages_that_end_trials_and_leases_keep_their_order() => Prop
        .ForAll(Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 5)).ArrayOf().ToArbitrary(), kinds =>
        {
            var said = kinds.Select((kind, i) => Message(kind.Item1, kind.Item2, i)).ToList();

            var taken = Take(said);

            Assert.Equal(said.Count, taken.Count);
            Assert.Equal(said.ToHashSet(), taken.ToHashSet());
            for (var lease = 0; lease < 4; lease++)
                Assert.Equal(said.Where(m => Ends(m, lease)), taken.Where(m => Ends(m, lease)));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Results_count_as_acknowledged_when_all_that_were_said_are()
    {
        var outbox = new SessionOutbox();
        Assert.True(outbox.WhenAcknowledgedAsync().IsCompleted);
        outbox.TryWrite(Finished(1, 0));
        outbox.TryWrite(Finished(1, 1));
        outbox.TryWrite(new LeaseReturned(new LeaseId(1)));
        var acknowledged = outbox.WhenAcknowledgedAsync();

        outbox.Acknowledge(1);
        Assert.False(acknowledged.IsCompleted);
        Assert.Equal(1, outbox.Unacknowledged);
        outbox.Acknowledge(2);

        await acknowledged.WaitAsync(TimeSpan.FromSeconds(30));
        outbox.TryComplete();
        Assert.False(outbox.TryWrite(Finished(1, 2)));
        Assert.Equal(0, outbox.Unacknowledged);
    }

    private static bool Ends(WorkerMessage message, long lease) => message switch
    {
        TrialFinished finished => finished.Lease.Value == lease,
        TrialThrew threw => threw.Lease.Value == lease,
        LeaseReturned returned => returned.Lease.Value == lease,
        _ => false,
    };

    private static WorkerMessage Message(int lease, int kind, int trial) => kind switch
    {
        0 => new TrialThrew(new LeaseId(lease), trial, "threw", true),
        1 => new LeaseReturned(new LeaseId(lease)),
        2 => new WorkerHeartbeat("w") { BusySlots = trial },
        _ => Finished(lease, trial),
    };

    private static TrialFinished Finished(long lease, long trial) => new(
        new LeaseId(lease), trial, TestSweeps.Result(TestSweeps.Plan.Keys.Trial(TestSweeps.Plan.Grid[0])),
        new TrialTimings(0, 0, "w", 1));

    private static List<WorkerMessage> Take(IEnumerable<WorkerMessage> messages)
    {
        var channel = Channel.CreateUnbounded<WorkerMessage>();
        foreach (var message in messages)
            channel.Writer.TryWrite(message);
        return ReportBatches.Take(channel.Reader);
    }
}
