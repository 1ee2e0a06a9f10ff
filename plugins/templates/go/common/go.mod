module plugin.local/{{identifier}}

go 1.24

require tivalve.local/plugin v0.0.0

replace tivalve.local/plugin => ./sdk
