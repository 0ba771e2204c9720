using Google.Protobuf;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol.Tests;

public sealed class CoordinatorMessageMapperTests
{
    private static readonly string SweepId = TestSweeps.Definition.Id;

    [Fact]
    public void Messages_without_a_plan_come_back_as_they_were_sent()
    {
        CoordinatorMessage[] messages =
        [
            new LeaseRevoked(new LeaseId(12)), new ResultsAcknowledged(1L << 40),
            new ReportRefused(new LeaseId(3), -1, "why…"), new ReportRefused(new LeaseId(0), 7, ""),
        ];
        Assert.All(messages, message => Assert.Equal(message, Read(CoordinatorMessageMapper.ToWire(message))));
    }

    [Fact]
    public void A_lease_comes_back_with_its_plan_and_bundle()
    {
        var bundle = TestSweeps.Plan.Bundle(1);
        var sent = new LeaseGranted(
            new LeaseId(5), TestSweeps.Plan, bundle, [.. bundle.Trials.Select(t => new LeasedTrial(t, 1))])
        {
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };
        var wire = CoordinatorMessageMapper.ToWire(sent);
        Assert.Empty(wire.Granted.Attempts);
        var read = Assert.IsType<LeaseGranted>(Read(wire));
        Assert.Equal(sent.Lease, read.Lease);
        Assert.Same(TestSweeps.Plan, read.Plan);
        Assert.Equal(bundle.Seeds, read.Bundle.Seeds);
        Assert.Equal(bundle.Trials, read.Bundle.Trials);
        Assert.Equal(sent.Trials, read.Trials);
        Assert.Equal(sent.TraceParent, read.TraceParent);
    }

    [Fact]
    public void A_lease_of_some_seeds_has_the_bundle_of_those_seeds()
    {
        var bundle = TestSweeps.Plan.Bundle(1);
        var kept = bundle.Trials.Where(t => TestSweeps.Plan.Grid[t].Seed != bundle.Seeds[1]).ToList();
        var sent = new LeaseGranted(
            new LeaseId(5), TestSweeps.Plan, bundle, [.. kept.Skip(1).Select((t, i) => new LeasedTrial(t, i + 1))]);
        var read = Assert.IsType<LeaseGranted>(Read(CoordinatorMessageMapper.ToWire(sent)));
        Assert.Equal([bundle.Seeds[0], bundle.Seeds[2]], read.Bundle.Seeds);
        Assert.Equal(kept, read.Bundle.Trials);
        Assert.Equal(sent.Trials, read.Trials);
    }

    [Fact]
    public void A_definition_gives_the_plan_whose_id_it_names()
    {
        var definition = Readable();
        var plan = SweepDefinitionMapper.ToPlan(SweepDefinitionMapper.ToWire(definition), TestVocabulary.Instance);
        Assert.Equal(definition.Id, plan.Definition.Id);
        Assert.Equal(definition.SpecText, plan.Definition.SpecText);
        Assert.Equal(definition.DatasetHash, plan.Definition.DatasetHash);
        Assert.Equal(definition.Id, CoordinatorMessageMapper.ToWire(plan).Definition.SweepId);
    }

    [Fact]
    public void A_definition_of_another_id_is_refused()
    {
        var wire = SweepDefinitionMapper.ToWire(Readable());
        wire.SweepId = "000000000000";
        Refused("definition.sweep_id", () => SweepDefinitionMapper.ToPlan(wire, TestVocabulary.Instance));
    }

    [Fact]
    public void A_definition_that_cannot_be_read_is_refused()
    {
        var wire = SweepDefinitionMapper.ToWire(Readable());
        wire.SpecText = "name: [";
        Refused("definition.spec_text", () => SweepDefinitionMapper.ToPlan(wire, TestVocabulary.Instance));
        wire.DatasetHash = ByteString.CopyFrom(new byte[31]);
        Refused("definition.dataset_hash", () => SweepDefinitionMapper.ToPlan(wire, TestVocabulary.Instance));
    }

    public static TheoryData<string, Wire.CoordinatorMessage> Bad => new()
    {
        { "message", new() },
        { "message", new() { Welcome = new() } },
        { "granted.sweep_id", Granted(g => g.SweepId = "ffffffffffff") },
        { "granted.lease", Granted(g => g.Lease = -1) },
        { "granted.bundle", Granted(g => g.Bundle = 6) },
        { "granted.bundle", Granted(g => g.Bundle = -1) },
        { "granted.trials", Granted(g => g.Trials.Clear()) },
        { "granted.trials[1]", Granted(g => g.Trials[1] = g.Trials[0]) },
        { "granted.trials[0]", Granted(g => g.Trials[0] = 60) },
        { "granted.trials[0]", Granted(g => g.Bundle = 2) },
        { "granted.attempts", Granted(g => g.Attempts.Add(1)) },
        { "granted.attempts[0]", Granted(g => g.Attempts.AddRange([0, 1])) },
        { "granted.traceparent", Granted(g => g.Traceparent = new string('0', 129)) },
        { "revoked.lease", new() { Revoked = new() { Lease = -1 } } },
        { "acknowledged.results", new() { Acknowledged = new() { Results = -1 } } },
        { "refused.trial", new() { Refused = new() { Trial = -2 } } },
        { "refused.reason", new() { Refused = new() { Reason = new string('r', 4097) } } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_field_is_refused_by_its_path(string field, Wire.CoordinatorMessage wire) =>
        Refused(field, () => Read(wire));

    [Fact]
    public void Session_terms_come_back_as_they_were_sent()
    {
        var terms = new SessionTerms(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        Assert.Equal(terms, SessionTermsMapper.ToDomain(SessionTermsMapper.ToWire(terms).Welcome));
        Refused("welcome.silence_limit_ms", () => SessionTermsMapper.ToDomain(
            new Wire.Welcome { HeartbeatMs = 10, SilenceLimitMs = 10 }));
        Refused("welcome.heartbeat_ms", () => SessionTermsMapper.ToDomain(new Wire.Welcome()));
    }

    private static SweepDefinition Readable()
    {
        var text = TestSweeps.Yaml(
            "name: small", "dataset: titanic", "fractions: [0.5, 1]", "boosts: [0, 1]", "generators: [wgan-gp]",
            "models: [logreg]", "seeds: 3");
        var read = SpecReader.Read(text, "small.yaml", TestVocabulary.Instance);
        Assert.True(read.IsValid, string.Join('\n', read.Problems));
        return new SweepDefinition(read.Spec, text, TestSweeps.DatasetHash);
    }

    private static Wire.CoordinatorMessage Granted(Action<Wire.LeaseGranted> spoil)
    {
        var bundle = TestSweeps.Plan.Bundle(1);
        var wire = CoordinatorMessageMapper.ToWire(new LeaseGranted(
            new LeaseId(1), TestSweeps.Plan, bundle, [.. bundle.Trials.Take(2).Select(t => new LeasedTrial(t, 1))]));
        spoil(wire.Granted);
        return wire;
    }

    private static void Refused(string field, Func<object> read) =>
        Assert.Equal(field, Assert.Throws<WireFormatException>(read).Field);

    private static CoordinatorMessage Read(Wire.CoordinatorMessage wire) => CoordinatorMessageMapper.ToDomain(
        Wire.CoordinatorMessage.Parser.ParseFrom(wire.ToByteArray()), id => id == SweepId ? TestSweeps.Plan : null);
}
