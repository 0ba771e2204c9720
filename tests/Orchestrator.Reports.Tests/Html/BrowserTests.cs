namespace Orchestrator.Reports.Tests.Html;

/// <summary>The tests that share one browser.</summary>
[CollectionDefinition(nameof(Browser))]
public sealed class BrowserTests : ICollectionFixture<Browser>;
