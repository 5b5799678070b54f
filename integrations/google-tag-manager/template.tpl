___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "howlikely",
  "brand": {
    "id": "brand_howlikely",
    "displayName": "howlikely"
  },
  "description": "Asks after an order how likely your customers are to recommend you, and sends the answers to your own collector.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "TEXT",
    "name": "collector",
    "displayName": "Collector's address",
    "simpleValueType": true,
    "help": "Such as https://answers.example, without a slash at the end.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^https://[^/\\s]+(/[^\\s]*[^/\\s])?$"
        ],
        "errorMessage": "An address that begins with https:// and has no slash at the end."
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "company",
    "displayName": "Company, as the question names it",
    "simpleValueType": true
  },
  {
    "type": "TEXT",
    "name": "site",
    "displayName": "Site's name in the report",
    "simpleValueType": true,
    "defaultValue": "main",
    "valueValidators": [
      {
        "type": "REGEX",
        "args": [
          "^[\\w-]{1,32}$"
        ]
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "selectItems": [
      {
        "value": "not-needed",
        "displayValue": "Not needed, or this tag fires only with consent"
      },
      {
        "value": "google",
        "displayValue": "As Consent Mode says"
      },
      {
        "value": "tcf",
        "displayValue": "As a TCF tool says"
      }
    ],
    "simpleValueType": true,
    "defaultValue": "not-needed"
  },
  {
    "type": "TEXT",
    "name": "options",
    "displayName": "More options, as JSON",
    "simpleValueType": true,
    "lineCount": 6,
    "help": "Such as {\"delay\": \"5s\"}. They come before the fields above."
  },
  {
    "type": "GROUP",
    "name": "trigger",
    "displayName": "Something that happened (leave empty for purchases on the data layer, which are heard anyway)",
    "groupStyle": "ZIPPY_CLOSED",
    "subParams": [
      {
        "type": "TEXT",
        "name": "triggerName",
        "displayName": "Its name",
        "simpleValueType": true,
        "help": "Such as checkout or support."
      },
      {
        "type": "TEXT",
        "name": "ref",
        "displayName": "Number of the order or ticket",
        "simpleValueType": true
      },
      {
        "type": "TEXT",
        "name": "value",
        "displayName": "Value of the order",
        "simpleValueType": true
      },
      {
        "type": "TEXT",
        "name": "currency",
        "displayName": "Its currency",
        "simpleValueType": true
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const createArgumentsQueue = require('createArgumentsQueue');
const injectScript = require('injectScript');
const JSON = require('JSON');
const logToConsole = require('logToConsole');
const getType = require('getType');

// The queue that the widget's file takes over: calls may come before it.
const howlikely = createArgumentsQueue('howlikely', 'howlikely.q');

let options = {};
if (data.options) {
  const read = JSON.parse(data.options);
  if (getType(read) === 'object') {
    options = read;
  } else {
    logToConsole('howlikely: More options must be JSON in braces, such as {"delay": "5s"}. They were left out.');
  }
}
options.endpoint = data.collector + '/responses';
if (data.company) options.company = data.company;
if (data.site) options.site = data.site;
if (data.consent) options.consent = data.consent;
howlikely('options', options);

if (data.triggerName) {
  const details = {};
  if (data.ref) details.ref = data.ref;
  if (data.value) details.value = data.value;
  if (data.currency) details.currency = data.currency;
  howlikely('trigger', data.triggerName, details);
}

injectScript(data.collector + '/howlikely.js', data.gtmOnSuccess, data.gtmOnFailure, data.collector + '/howlikely.js');


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "howlikely"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "howlikely.q"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*/howlikely.js"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "logging",
        "versionId": "1"
      },
      "param": [
        {
          "key": "environments",
          "value": {
            "type": 1,
            "string": "debug"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Sets the options, and loads the widget from the collector
  code: |-
    runCode({collector: 'https://answers.example', company: 'Tea House', site: 'main', consent: 'google', options: '{"delay": "5s"}'});

    assertThat(calls).isEqualTo([
      ['options', {delay: '5s', endpoint: 'https://answers.example/responses', company: 'Tea House', site: 'main', consent: 'google'}]
    ]);
    assertApi('injectScript').wasCalled();
    assertThat(injected).isEqualTo('https://answers.example/howlikely.js');
    assertApi('gtmOnSuccess').wasCalled();
- name: Tells what happened, with its number and value
  code: |-
    runCode({collector: 'https://answers.example', triggerName: 'checkout', ref: 'A-1042', value: 59.9, currency: 'EUR'});

    assertThat(calls[1]).isEqualTo(['trigger', 'checkout', {ref: 'A-1042', value: 59.9, currency: 'EUR'}]);
- name: Leaves out options that cannot be read, and says so
  code: |-
    runCode({collector: 'https://answers.example', options: '[1]'});

    assertApi('logToConsole').wasCalled();
    assertThat(calls).isEqualTo([['options', {endpoint: 'https://answers.example/responses'}]]);
- name: The fields count more than the options
  code: |-
    runCode({collector: 'https://answers.example', site: 'outlet', options: '{"site": "main", "endpoint": "/elsewhere"}'});

    assertThat(calls[0][1]).isEqualTo({site: 'outlet', endpoint: 'https://answers.example/responses'});
- name: Says that it failed where the file does not load
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => { onFailure(); });
    runCode({collector: 'https://answers.example'});

    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
setup: |-
  const calls = [];
  let injected = '';
  mock('createArgumentsQueue', (name, queue) => {
    assertThat(name).isEqualTo('howlikely');
    assertThat(queue).isEqualTo('howlikely.q');
    return (a, b, c) => { calls.push(c ? [a, b, c] : [a, b]); };
  });
  mock('injectScript', (url, onSuccess, onFailure, token) => { injected = url; onSuccess(); });


___NOTES___

The widget hears purchases on the data layer by itself.
