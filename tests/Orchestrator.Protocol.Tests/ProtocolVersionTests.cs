using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol.Tests;

public sealed class ProtocolVersionTests
{
    [Theory]
    [InlineData(ProtocolVersion.Current - 1)]
    [InlineData(ProtocolVersion.Current)]
    [InlineData(ProtocolVersion.Current + 1)]
    public void Versions_that_are_one_apart_work_together(int protocol)
    {
        Assert.Null(ProtocolVersion.ProblemOfWorker("w", protocol, "0.2.0"));
        Assert.Null(ProtocolVersion.ProblemOfCoordinator(protocol, "0.2.0"));
    }

    [Fact]
    public void Others_are_told_both_versions_and_what_to_upgrade_first()
    {
        var (older, newer) = (ProtocolVersion.Current - 2, ProtocolVersion.Current + 2);
        Assert.Equal(
            $"worker 'w' (version 0.0.9) speaks protocol {older}; this coordinator (version {ProtocolVersion.Program}) "
            + "speaks 2 and works with 1 to 3: upgrade the worker first",
            ProtocolVersion.ProblemOfWorker("w", older, "0.0.9"));
        Assert.EndsWith("upgrade this coordinator first", ProtocolVersion.ProblemOfWorker("w", newer, ""));
        Assert.StartsWith("the coordinator (version 9.0.0) speaks", ProtocolVersion.ProblemOfCoordinator(newer, "9.0.0"));
        Assert.EndsWith("upgrade this worker first", ProtocolVersion.ProblemOfCoordinator(newer, "9.0.0"));
        Assert.EndsWith("upgrade the coordinator first", ProtocolVersion.ProblemOfCoordinator(older, ""));
    }

    [Fact]
    public void Minor_version_of_the_program_is_the_version_of_the_protocol() =>
        Assert.StartsWith($"0.{ProtocolVersion.Current}.", ProtocolVersion.Program);

    [Fact]
    public void Peer_that_does_not_say_speaks_the_first_version()
    {
        var attached = new Wire.Attached { Worker = "w", Slots = { new Wire.Slot { Device = "cpu" } } };
        Assert.Equal(ProtocolVersion.First, WorkerOfferMapper.ToDomain(attached).Offer.Protocol);
        var terms = SessionTermsMapper.ToDomain(new Wire.Welcome { HeartbeatMs = 1, SilenceLimitMs = 2 });
        Assert.Equal((ProtocolVersion.First, ""), (terms.Protocol, terms.Version));
    }

    [Fact]
    public void Both_sides_say_what_they_speak()
    {
        var attached = WorkerOfferMapper.ToWire(new WorkerAttached("w", WorkerOffer.Cpu(1)));
        Assert.Equal(ProtocolVersion.Current, attached.Protocol);
        var welcome = SessionTermsMapper.ToWire(new SessionTerms(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3))).Welcome;
        Assert.Equal((ProtocolVersion.Current, ProtocolVersion.Program), (welcome.Protocol, welcome.Version));
    }

    [Fact]
    public void Status_and_stage_of_a_later_version_are_no_reason_to_break_off()
    {
        Assert.Equal(Sweeps.Trials.States.SweepStatus.None, SweepStatusMapper.ToDomain((Wire.SweepStatus)99));
        Assert.Equal("calibrate-model", StageProgressMapper.ToDomain(new() { Stage = "calibrate-model" }).Stage);
        foreach (var wrong in new[] { "", "Two words", new string('a', 65) })
            Assert.Throws<WireFormatException>(() => StageProgressMapper.ToDomain(new() { Stage = wrong }));
    }
}
